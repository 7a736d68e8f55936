package io.muster.gates;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Renders the members of one type that everyone can see, without what its kind implies. */
final class MemberText {

    private MemberText() {}

    static List<String> of(Class<?> type) {
        List<String> constants = new ArrayList<>();
        List<String> others = new ArrayList<>();
        // A hidden parent's members are the type's own as far as a caller can tell.
        for (Class<?> owner = type; owner != null && shown(owner, type); owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                (field.isEnumConstant() ? constants : others).addAll(field(field));
            }
            for (Method method : owner.getDeclaredMethods()) {
                if (visible(method) && !method.isBridge() && !implied(method, owner)) {
                    others.add(method(method));
                }
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (visible(constructor) && !implied(constructor, type)) {
                others.add(executable(constructor, type.getSimpleName()));
            }
        }
        // Constants keep their order, which callers can see.
        return Stream.concat(constants.stream(), others.stream().distinct().sorted())
                .toList();
    }

    private static boolean shown(Class<?> owner, Class<?> type) {
        return owner == type || !ApiClasses.visible(owner);
    }

    private static boolean visible(Member member) {
        return ApiClasses.visible(member.getModifiers()) && !member.isSynthetic();
    }

    private static List<String> field(Field field) {
        if (!visible(field)) {
            return List.of();
        }
        String modifiers = Modifier.toString(field.getModifiers() & Modifier.fieldModifiers());
        return List.of(
                field.isEnumConstant()
                        ? field.getName()
                        : deprecated(field.isAnnotationPresent(Deprecated.class))
                                + modifiers
                                + " "
                                + TypeText.of(field.getAnnotatedType())
                                + " "
                                + field.getName());
    }

    private static String method(Method method) {
        boolean hasDefault = method.getDefaultValue() != null;
        return executable(method, TypeText.of(method.getAnnotatedReturnType()) + " " + method.getName())
                + (hasDefault ? " default" : "");
    }

    private static String executable(Executable executable, String name) {
        // Not Modifier.toString of all: "synchronized" and "native" are no business of a caller.
        int kept = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
        List<String> words = new ArrayList<>();
        words.add(Modifier.toString(executable.getModifiers() & kept));
        if (executable instanceof Method method && method.isDefault()) {
            words.add("default");
        }
        String variables = TypeText.parameters(executable.getTypeParameters());
        if (!variables.isEmpty()) {
            words.add(variables);
        }
        String parameters = TypeText.list(executable.getAnnotatedParameterTypes());
        if (executable.isVarArgs()) {
            parameters = parameters.substring(0, parameters.length() - "[]".length()) + "...";
        }
        words.add(name + "(" + parameters + ")");
        String thrown = TypeText.list(executable.getAnnotatedExceptionTypes());
        return deprecated(executable.isAnnotationPresent(Deprecated.class))
                + String.join(" ", words)
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String deprecated(boolean deprecated) {
        return deprecated ? "@Deprecated " : "";
    }

    private static boolean implied(Executable executable, Class<?> type) {
        if (type.isEnum()) {
            return List.of("values", "valueOf").contains(executable.getName());
        }
        return type.isRecord()
                && (executable instanceof Method method ? ofComponents(method, type) : canonical(executable, type));
    }

    private static boolean ofComponents(Method method, Class<?> record) {
        boolean accessor = method.getParameterCount() == 0
                && Arrays.stream(record.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(method.getName()));
        return accessor || List.of("equals", "hashCode", "toString").contains(method.getName());
    }

    private static boolean canonical(Executable constructor, Class<?> record) {
        Class<?>[] components = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Arrays.equals(constructor.getParameterTypes(), components);
    }
}
