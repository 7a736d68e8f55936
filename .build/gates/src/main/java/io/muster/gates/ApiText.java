package io.muster.gates;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Renders types that everyone can see: one line per type, then one per member, indented and sorted. */
final class ApiText {

    private ApiText() {}

    static List<String> of(List<Class<?>> types) {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types) {
            lines.add(header(type));
            MemberText.of(type).forEach(member -> lines.add("    " + member));
            lines.add("");
        }
        return lines;
    }

    private static String header(Class<?> type) {
        StringBuilder text = new StringBuilder();
        if (type.isAnnotationPresent(Deprecated.class)) {
            text.append("@Deprecated ");
        }
        text.append(modifiers(type)).append(kind(type)).append(' ').append(type.getCanonicalName());
        text.append(TypeText.parameters(type.getTypeParameters()));
        if (type.isRecord()) {
            text.append(Arrays.stream(type.getRecordComponents())
                    .map(component -> TypeText.of(component.getAnnotatedType()) + " " + component.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (parent != null && !type.isEnum() && !type.isRecord() && parent.getType() != Object.class) {
            text.append(" extends ").append(TypeText.of(parent));
        }
        AnnotatedType[] interfaces = type.getAnnotatedInterfaces();
        if (interfaces.length > 0 && !type.isAnnotation()) {
            text.append(type.isInterface() ? " extends " : " implements ").append(TypeText.list(interfaces));
        }
        if (type.isSealed()) {
            text.append(Arrays.stream(type.getPermittedSubclasses())
                    .map(TypeText::name)
                    .collect(Collectors.joining(", ", " permits ", "")));
        }
        return text.toString();
    }

    private static String modifiers(Class<?> type) {
        int modifiers = type.getModifiers();
        List<String> words = new ArrayList<>();
        words.add(Modifier.isPublic(modifiers) ? "public" : "protected");
        boolean plain = !type.isInterface() && !type.isEnum() && !type.isRecord();
        if (plain && Modifier.isStatic(modifiers)) {
            words.add("static");
        }
        if (plain && Modifier.isAbstract(modifiers)) {
            words.add("abstract");
        }
        if (plain && Modifier.isFinal(modifiers)) {
            words.add("final");
        }
        if (type.isSealed()) {
            words.add("sealed");
        }
        return String.join(" ", words) + " ";
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }
}
