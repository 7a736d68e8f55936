package io.muster.validation.environment;

import io.muster.lifecycle.Finding;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The names that are set and that nobody declared. It sees names, and never a value.
 *
 * @param names these names, sorted
 * @param declared the names that are declared
 * @param prefixes with what the names of the service's own variables begin
 */
record Undeclared(Collection<String> names, List<String> declared, List<String> prefixes) {

    static Undeclared of(Variables variables, Collection<String> set) {
        List<String> declared = variables.all().stream()
                .flatMap(variable -> variable.names().stream())
                .toList();
        var known = new HashSet<>(declared);
        declared.forEach(name -> known.add(name + FileSource.SUFFIX));
        var names = new TreeSet<String>();
        set.stream().filter(name -> !known.contains(name)).forEach(names::add);
        return new Undeclared(names, declared, variables.prefixes());
    }

    /** Which of them was probably meant by the variable that is missing, as the end of a sentence. */
    String meant(Variable<?> variable) {
        return NearName.to(variable.name(), names)
                .map(name -> "; did you mean " + name + ", which is set and not declared?")
                .orElse("");
    }

    /** Those that belong to the service by their prefix. */
    void warnings(Consumer<Finding> findings) {
        names.stream()
                .filter(name -> prefixes.stream().anyMatch(name::startsWith))
                .forEach(name -> findings.accept(
                        Finding.warning(name, "is set and not declared" + NearName.ofValue(name, declared))
                                .code(Codes.UNKNOWN)
                                .fix("unset or declare it")));
    }
}
