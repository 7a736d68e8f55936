package io.muster.gates;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every architecture rule of the house, set up for one module.
 *
 * <p>Classes are read from {@code target/classes} and {@code target/test-classes} of the module under test, never from
 * the class path, so that a rule cannot see too little because of a jar or too much because of a neighbour.
 */
public final class ArchitectureRules {

    private final String root;
    private final Path target;
    private final Set<String> mayUse = new LinkedHashSet<>();
    private final Map<String, String> confined = new LinkedHashMap<>();
    private Set<String> readsTime = Set.of();
    private Set<String> writesToStreams = Set.of();
    private int atLeast = 1;

    private ArchitectureRules(String root, Path target) {
        this.root = root;
        this.target = target;
    }

    /** Rules for the module whose packages all begin with {@code root}. */
    public static ArchitectureRules of(String root) {
        return in(root, Path.of("target"));
    }

    static ArchitectureRules in(String root, Path target) {
        return new ArchitectureRules(root, target);
    }

    /** Packages outside {@code java..} and the module itself that it may depend on, as ArchUnit patterns. */
    public ArchitectureRules mayUse(String... packages) {
        mayUse.addAll(Set.of(packages));
        return this;
    }

    /** Lets only {@code owner} use {@code library}: the way an optional dependency stays optional. Both are patterns. */
    public ArchitectureRules confine(String library, String owner) {
        mayUse.add(library);
        confined.put(library, owner);
        return this;
    }

    /** Simple names of the classes that are the time seam; without this call the module has none. */
    public ArchitectureRules timeSeam(String... simpleNames) {
        readsTime = Set.of(simpleNames);
        return this;
    }

    /** Simple names of the classes that may write to the standard streams. */
    public ArchitectureRules standardStreams(String... simpleNames) {
        writesToStreams = Set.of(simpleNames);
        return this;
    }

    /** How many classes the rules must have seen: a rule over nothing is always green. */
    public ArchitectureRules atLeast(int classes) {
        atLeast = classes;
        return this;
    }

    /** One test per rule. */
    public Stream<DynamicTest> tests() {
        JavaClasses main = new ClassFileImporter().importPath(target.resolve("classes"));
        JavaClasses tests = new ClassFileImporter().importPath(target.resolve("test-classes"));
        return Stream.of(
                        Stream.of(
                                DynamicTest.dynamicTest("the rules see the module", () -> Canary.check(main, atLeast)),
                                DynamicTest.dynamicTest("the rules see the tests", () -> Canary.check(tests, 1)),
                                test("tests never sleep", TimeRules.testsNeverSleep(), tests)),
                        Stream.of(
                                test("packages have no cycles", PackageRules.noCycles(root), main),
                                test("packages are named by concern", PackageRules.namedByConcern(), main),
                                test("packages are null-marked", PackageRules.nullMarked(), main),
                                test("packages are the module's own", PackageRules.under(root), main)),
                        Stream.of(
                                test("public types are of the four kinds", TypeRules.fourKinds(), main),
                                test("standard streams", OutputRules.noStandardStreams(writesToStreams), main),
                                test("no java.util.logging", OutputRules.noJavaUtilLogging(), main),
                                test("one time seam", TimeRules.oneSeam(readsTime), main),
                                test("allowed dependencies", DependencyRules.only(root, mayUse), main)),
                        confined.entrySet().stream()
                                .map(e -> test(
                                        e.getValue() + " alone uses " + e.getKey(),
                                        DependencyRules.confined(e.getKey(), e.getValue()),
                                        main)))
                .flatMap(group -> group);
    }

    private static DynamicTest test(String name, ArchRule rule, JavaClasses classes) {
        // Modules begin small: a rule with nothing to look at passes, and the canary speaks for all of them.
        return DynamicTest.dynamicTest(name, () -> rule.allowEmptyShould(true).check(classes));
    }
}
