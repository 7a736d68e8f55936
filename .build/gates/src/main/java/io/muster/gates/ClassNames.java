package io.muster.gates;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Recognises classes by the simple name of their outermost class, so that lambdas and nested classes count as theirs. */
final class ClassNames {

    private ClassNames() {}

    static DescribedPredicate<JavaClass> outside(Set<String> simpleNames) {
        return DescribedPredicate.describe(
                "are outside " + simpleNames, type -> !simpleNames.contains(outermostSimpleName(type)));
    }

    private static String outermostSimpleName(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName();
    }
}
