package io.muster.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Each rule finds what was planted for it, and nothing else. */
class ArchitectureRulesTest {

    private static final String PLANTED = "io.muster.gates.planted";

    @Test
    void findsCyclesBetweenPackages() {
        assertThat(findings(PackageRules.noCycles(PLANTED), "cycle")).contains("Cycle detected", "Hen", "Egg");
    }

    @Test
    void findsPackagesWithoutConcern() {
        assertThat(findings(PackageRules.namedByConcern(), "util")).contains("planted.util.Tools");
        passes(PackageRules.namedByConcern(), "types");
    }

    @Test
    void findsPackagesOfAnotherModule() {
        assertThat(findings(PackageRules.under("io.muster.lifecycle"), "util")).contains("Tools");
    }

    @Test
    void findsPackagesThatSayNothingAboutNull() {
        assertThat(findings(PackageRules.nullMarked(), "unmarked")).contains("Loose");
        passes(PackageRules.nullMarked(), "types");
    }

    @Test
    void findsPublicClassesOfNoKind() {
        assertThat(findings(TypeRules.fourKinds(), "types"))
                .contains("types.Open is public", "Open$Nested is public")
                .doesNotContain("Hidden", "Inner", "Allowed", "Problem");
    }

    @Test
    void findsStandardStreamsAlsoInNestedClasses() {
        assertThat(findings(OutputRules.noStandardStreams(Set.of()), "output"))
                .contains("Prints.now()", "Prints$Later.run()");
        passes(OutputRules.noStandardStreams(Set.of("Prints")), "output");
    }

    @Test
    void findsTheOtherLogging() {
        assertThat(findings(OutputRules.noJavaUtilLogging(), "output")).contains("Logs");
    }

    @Test
    void findsEveryWayToReadTheTime() {
        assertThat(findings(TimeRules.oneSeam(Set.of()), "time"))
                .contains(
                        "System.nanoTime()",
                        "System.currentTimeMillis()",
                        "Instant.now()",
                        "LocalDate.now(",
                        "systemUTC()")
                .doesNotContain("given");
        assertThat(findings(TimeRules.oneSeam(Set.of()), "sleeping")).contains("Thread.sleep(");
        passes(TimeRules.oneSeam(Set.of("Clocks")), "time");
    }

    @Test
    void findsTestsThatSleep() {
        assertThat(findings(TimeRules.testsNeverSleep(), "sleeping")).contains("Thread.sleep(", "TimeUnit.sleep(");
        passes(TimeRules.testsNeverSleep(), "time");
    }

    @Test
    void findsDependenciesThatAreNotAllowed() {
        assertThat(findings(DependencyRules.only(PLANTED + ".cycle.a", Set.of("org.jspecify..")), "cycle.a"))
                .contains("planted.cycle.b.Egg");
        passes(DependencyRules.only(PLANTED + ".time", Set.of("org.jspecify..")), "time");
        passes(DependencyRules.only(PLANTED + ".api", Set.of("org.jspecify..")), "api");
    }

    @Test
    void findsLibrariesOutsideTheirOwner() {
        assertThat(findings(DependencyRules.confined("java.util.logging..", PLANTED + ".time.."), "output"))
                .contains("Logs");
        passes(DependencyRules.confined("java.util.logging..", PLANTED + ".output.."), "output");
    }

    @Test
    void canaryFailsWhenTooFewClassesWereSeen() {
        assertThatThrownBy(() -> Canary.check(planted("cycle"), 1000)).hasMessageContaining("fewer than 1000");
    }

    @Test
    void everyRuleRunsOnceAndThisModuleKeepsThem() {
        ArchitectureRules rules = ArchitectureRules.in("io.muster.gates", Path.of("target"))
                .mayUse("com.tngtech.archunit..", "org.jspecify..")
                .confine("org.junit.jupiter.api..", "io.muster.gates..")
                .atLeast(14);

        assertThat(rules.tests()
                        .filter(test -> !test.getDisplayName().equals("tests never sleep"))
                        .toList())
                .hasSize(12)
                .allSatisfy(ArchitectureRulesTest::succeeds);
    }

    private static void succeeds(DynamicTest test) {
        assertThatCode(test.getExecutable()::execute).as(test.getDisplayName()).doesNotThrowAnyException();
    }

    private static void passes(ArchRule rule, String planted) {
        assertThat(rule.allowEmptyShould(true)
                        .evaluate(planted(planted))
                        .getFailureReport()
                        .getDetails())
                .isEmpty();
    }

    private static String findings(ArchRule rule, String planted) {
        return String.join(
                "\n", rule.evaluate(planted(planted)).getFailureReport().getDetails());
    }

    private static JavaClasses planted(String name) {
        Path folder = Path.of("target/test-classes", (PLANTED + "." + name).replace('.', '/'));
        return new ClassFileImporter().importPath(folder);
    }
}
