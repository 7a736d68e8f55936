package io.muster.gates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Rules about time: the library reads it through one seam, and tests own the clock instead of waiting for it. */
final class TimeRules {

    private static final Set<String> SYSTEM_CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

    private TimeRules() {}

    static ArchRule oneSeam(Set<String> seam) {
        return noClasses()
                .that(ClassNames.outside(seam))
                .should()
                .accessTargetWhere(to("read the system's time or sleep", target -> reads(target) || sleeps(target)))
                .because("tests own the clock");
    }

    static ArchRule testsNeverSleep() {
        return noClasses()
                .should()
                .accessTargetWhere(to("sleep", TimeRules::sleeps))
                .because("a test that waits for time is slow and fails by chance");
    }

    private static boolean reads(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean system =
                owner.isEquivalentTo(System.class) && (name.equals("nanoTime") || name.equals("currentTimeMillis"));
        boolean now = owner.getPackageName().equals("java.time") && name.equals("now") && !takesAClock(target);
        boolean clock = owner.getName().equals("java.time.Clock") && SYSTEM_CLOCKS.contains(name);
        boolean date = owner.getName().equals("java.util.Date")
                && name.equals("<init>")
                && target instanceof AccessTarget.ConstructorCallTarget constructor
                && constructor.getRawParameterTypes().isEmpty();
        return system || now || clock || date;
    }

    private static boolean takesAClock(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget method
                && method.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static boolean sleeps(AccessTarget target) {
        return target.getName().equals("sleep")
                && (target.getOwner().isEquivalentTo(Thread.class)
                        || target.getOwner().isEquivalentTo(TimeUnit.class));
    }

    private static DescribedPredicate<JavaAccess<?>> to(
            String description, java.util.function.Predicate<AccessTarget> target) {
        return DescribedPredicate.describe(description, access -> target.test(access.getTarget()));
    }
}
