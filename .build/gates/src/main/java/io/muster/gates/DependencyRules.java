package io.muster.gates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what a module may depend on. */
final class DependencyRules {

    private DependencyRules() {}

    static ArchRule only(String root, Set<String> libraries) {
        String[] allowed = Stream.concat(Stream.of(root + "..", "java..", ""), libraries.stream())
                .toArray(String[]::new);
        return classes().should().onlyDependOnClassesThat().resideInAnyPackage(allowed);
    }

    static ArchRule confined(String library, String owner) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("only " + owner + " may need it");
    }
}
