package io.muster.gates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Rules about public types: a final class is called, an interface implemented, a record read, an enum switched on. */
final class TypeRules {

    private TypeRules() {}

    static ArchRule fourKinds() {
        return classes()
                .that(DescribedPredicate.describe("everyone can see", TypeRules::visible))
                .should(
                        new ArchCondition<JavaClass>(
                                "be a final class, an interface, a record, an enum or an exception") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                if (!isOneOfTheKinds(type)) {
                                    events.add(SimpleConditionEvent.violated(
                                            type,
                                            type.getName()
                                                    + " is public but neither final nor one of the other kinds"));
                                }
                            }
                        });
    }

    private static boolean isOneOfTheKinds(JavaClass type) {
        return type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type.isAssignableTo(Throwable.class)
                || type.getModifiers().contains(JavaModifier.FINAL);
    }

    private static boolean visible(JavaClass type) {
        return (type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED))
                && type.getEnclosingClass().map(TypeRules::visible).orElse(true);
    }
}
