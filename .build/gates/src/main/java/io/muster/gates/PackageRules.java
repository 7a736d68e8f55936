package io.muster.gates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Rules about packages: no cycles, named by concern, null-marked. */
final class PackageRules {

    private static final String[] NAMES_WITHOUT_CONCERN = {
        "util", "utils", "common", "impl", "internal", "helper", "helpers", "misc", "model", "dto"
    };

    private PackageRules() {}

    static ArchRule noCycles(String root) {
        return slices().assignedFrom(new EachPackage(root)).should().beFreeOfCycles();
    }

    static ArchRule namedByConcern() {
        return noClasses()
                .should()
                .resideInAnyPackage(Stream.of(NAMES_WITHOUT_CONCERN)
                        .map(name -> ".." + name + "..")
                        .toArray(String[]::new))
                .because("a package says what its classes are about");
    }

    static ArchRule under(String root) {
        return classes().should().resideInAPackage(root + "..");
    }

    static ArchRule nullMarked() {
        return classes().should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package without @NullMarked in its package-info"));
                }
            }
        });
    }

    /** Takes each package as a slice of its own; the usual patterns leave out the root package. */
    private record EachPackage(String root) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package under " + root;
        }
    }
}
