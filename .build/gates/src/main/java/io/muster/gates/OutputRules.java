package io.muster.gates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Rules about where text goes: to SLF4J, and to the standard streams from few classes. */
final class OutputRules {

    private OutputRules() {}

    static ArchRule noStandardStreams(Set<String> allowed) {
        return noClasses().that(ClassNames.outside(allowed)).should(ACCESS_STANDARD_STREAMS);
    }

    static ArchRule noJavaUtilLogging() {
        return noClasses()
                .should(USE_JAVA_UTIL_LOGGING)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging");
    }
}
