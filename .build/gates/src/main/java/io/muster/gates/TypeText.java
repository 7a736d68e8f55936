package io.muster.gates;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes types the way a source file does, with their generics and {@code @Nullable}.
 *
 * <p>The JDK's own texts are not used as they differ between its versions.
 */
final class TypeText {

    private TypeText() {}

    static String of(AnnotatedType type) {
        return nullable(type) + bare(type);
    }

    static String list(AnnotatedType... types) {
        return Arrays.stream(types).map(TypeText::of).collect(Collectors.joining(", "));
    }

    /** The declared type parameters with their bounds in angle brackets, or nothing. */
    static String parameters(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    /** A class without its arguments; {@code java.lang} goes without saying. */
    static String name(Class<?> type) {
        String name = type.getCanonicalName();
        return type.getPackageName().equals("java.lang") ? name.substring("java.lang.".length()) : name;
    }

    private static String bare(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            AnnotatedType component = array.getAnnotatedGenericComponentType();
            return of(component) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return rawName(parameterized.getType()) + "<" + list(parameterized.getAnnotatedActualTypeArguments()) + ">";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            String lower = bounds(" super ", wildcard.getAnnotatedLowerBounds());
            return "?" + (lower.isEmpty() ? bounds(" extends ", wildcard.getAnnotatedUpperBounds()) : lower);
        }
        return rawName(type.getType());
    }

    private static String bounds(String keyword, AnnotatedType[] bounds) {
        List<String> texts = Arrays.stream(bounds)
                .map(TypeText::of)
                .filter(text -> !text.equals("Object"))
                .toList();
        return texts.isEmpty() ? "" : keyword + String.join(" & ", texts);
    }

    private static String rawName(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isPrimitive() ? plain.getName() : name(plain);
        }
        return type instanceof ParameterizedType parameterized
                ? rawName(parameterized.getRawType())
                : type.getTypeName();
    }

    private static String nullable(AnnotatedType type) {
        for (Annotation annotation : type.getAnnotations()) {
            if (annotation instanceof Nullable) {
                return "@Nullable ";
            }
        }
        return "";
    }
}
