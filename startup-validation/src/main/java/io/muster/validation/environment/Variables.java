package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The specification of an environment: variables in groups, and the relations between them. Immutable: each call returns
 * a changed copy. It is data: the validation, example files, tables and schemas are all made from it.
 */
public final class Variables {

    /** Variables that belong together; the title is empty when nobody gave one. */
    record Group(String title, List<Variable<?>> variables) {}

    private List<Group> groups = List.of();
    private List<Variable<?>> all = List.of();
    private Set<Variable<?>> declared = Set.of();
    private List<Relation> relations = List.of();
    private List<String> prefixes = List.of();
    private List<Source> published = List.of();
    private boolean skipsInProduction;
    private @Nullable Variable<?> profile;
    private Optional<Variable<?>> usualProfile = Optional.empty();

    private Variables() {}

    private Variables(Variables other) {
        groups = other.groups;
        all = other.all;
        declared = other.declared;
        relations = other.relations;
        prefixes = other.prefixes;
        published = other.published;
        skipsInProduction = other.skipsInProduction;
        profile = other.profile;
        usualProfile = other.usualProfile;
    }

    private Variables with(Consumer<Variables> change) {
        var copy = new Variables(this);
        change.accept(copy);
        return copy;
    }

    /**
     * These variables.
     *
     * @throws IllegalArgumentException if a name is declared twice
     */
    public static Variables of(Variable<?>... variables) {
        return of(List.of(variables));
    }

    /**
     * These variables.
     *
     * @throws IllegalArgumentException if a name is declared twice
     */
    public static Variables of(List<Variable<?>> variables) {
        var none = new Variables();
        return variables.isEmpty() ? none : none.group("", variables);
    }

    /**
     * These variables too, under this title.
     *
     * @throws IllegalArgumentException if a name is declared twice
     */
    public Variables group(String title, Variable<?>... variables) {
        return group(title, List.of(variables));
    }

    private Variables group(String title, List<Variable<?>> variables) {
        return with(copy -> {
                    copy.groups = added(groups, new Group(title, List.copyOf(variables)));
                    copy.all = Stream.concat(all.stream(), variables.stream()).toList();
                    copy.declared = new HashSet<>(copy.all);
                    copy.usualProfile = Profiles.declared(copy.all);
                })
                .requireDistinctNames();
    }

    /**
     * These relations too.
     *
     * @throws IllegalArgumentException if one is about a variable that is not among these
     */
    public Variables relations(Relation... relations) {
        var all = new ArrayList<>(this.relations);
        for (Relation relation : relations) {
            relation.variables().forEach(variable -> requireDeclared(variable, "'" + relation + "'"));
            relation.condition()
                    .ifPresent(condition ->
                            condition.variables().forEach(variable -> requireDeclared(variable, "'" + relation + "'")));
            all.add(relation);
        }
        return with(copy -> copy.relations = List.copyOf(all));
    }

    /**
     * Variables whose names begin with this belong to the service: one that is set and not declared is a warning.
     */
    public Variables prefix(String prefix) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("a prefix is not empty, or every variable would be meant");
        }
        return with(copy -> copy.prefixes = added(prefixes, prefix));
    }

    /**
     * What is published, such as an example file in the repository: no secret may be any secret of it.
     */
    public Variables published(Source example) {
        requireNonNull(example, "example");
        return with(copy -> copy.published = added(published, example));
    }

    /**
     * Lets {@code STARTUP_VALIDATION_SKIP} pass weak secrets in production too. Default: there they are wrong whatever it
     * says.
     */
    public Variables skipInProduction() {
        return with(copy -> copy.skipsInProduction = true);
    }

    boolean skipsInProduction() {
        return skipsInProduction;
    }

    /**
     * The variable that names the profile, or several with commas. {@code prod} and {@code live} mean {@code production},
     * {@code stage} {@code staging}, {@code testing} {@code test}, {@code dev} and {@code local}
     * {@code development}.
     *
     * <p>When nothing is said, it is the first of these that is declared, or else set: {@code ENVIRONMENT},
     * {@code APP_ENV}, {@code ENV}, {@code SPRING_PROFILES_ACTIVE}, {@code QUARKUS_PROFILE},
     * {@code MICRONAUT_ENVIRONMENTS}, {@code NODE_ENV}. A profile that is not set, wrong or unknown is taken for
     * {@code production}, so that forgetting it disables no guard.
     *
     * @throws IllegalArgumentException if it is not among these variables
     */
    public Variables profile(Variable<?> variable) {
        requireDeclared(variable, "the profile");
        return with(copy -> copy.profile = variable);
    }

    private static <E> List<E> added(List<E> list, E element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    private Variables requireDistinctNames() {
        var names = new HashSet<String>();
        all.stream().flatMap(variable -> variable.names().stream()).forEach(name -> {
            if (!names.add(name)) {
                throw new IllegalArgumentException("'" + name + "' is declared twice");
            }
        });
        return this;
    }

    private void requireDeclared(Variable<?> variable, String who) {
        if (!declared.contains(variable)) {
            throw new IllegalArgumentException(who + " asks '" + variable
                    + "', which is not among the declared variables; add this constant to them");
        }
    }

    /**
     * These variables, checked as a whole: no group can check what a later one declares.
     *
     * @throws IllegalArgumentException if a condition asks a variable that is not among these, or depends on itself
     */
    Variables whole() {
        var done = new HashSet<Variable<?>>();
        all.forEach(variable -> requireNoCycle(variable, new LinkedHashSet<>(), done));
        return this;
    }

    private void requireNoCycle(Variable<?> variable, Set<Variable<?>> path, Set<Variable<?>> done) {
        if (done.contains(variable)) {
            return;
        }
        if (!path.add(variable)) {
            String names = path.stream().map(Variable::name).collect(Collectors.joining(" -> "));
            throw new IllegalArgumentException("conditions go round in a circle: " + names + " -> " + variable);
        }
        asked(variable).forEach(other -> {
            requireDeclared(other, "'" + variable + "'");
            requireNoCycle(other, path, done);
        });
        path.remove(variable);
        done.add(variable);
    }

    /** The variables that must be known before this one can be judged. */
    Stream<Variable<?>> asked(Variable<?> variable) {
        Stream<Variable<?>> own = variable.conditionals().stream()
                .flatMap(conditional ->
                        Stream.concat(conditional.when().variables(), Stream.ofNullable(conditional.hatch())));
        boolean profiled = variable.conditionals().stream()
                .anyMatch(conditional -> !conditional.when().profiles().isEmpty());
        return profiled ? Stream.concat(own, profile().stream()) : own;
    }

    /** Every variable, in the order of the declarations. */
    public List<Variable<?>> all() {
        return all;
    }

    List<Group> groups() {
        return groups;
    }

    List<Relation> relations() {
        return relations;
    }

    List<String> prefixes() {
        return prefixes;
    }

    List<Source> published() {
        return published;
    }

    /** The declared variable that names the profile. */
    Optional<Variable<?>> profile() {
        Variable<?> said = profile;
        return said != null ? Optional.of(said) : usualProfile;
    }

    /** Every profile that a condition names. */
    Set<String> profiles() {
        var named = new HashSet<String>();
        all.forEach(variable -> variable.conditionals()
                .forEach(conditional -> named.addAll(conditional.when().profiles())));
        relations.forEach(relation -> relation.condition().ifPresent(condition -> named.addAll(condition.profiles())));
        return named;
    }

    /** The names alone. */
    @Override
    public String toString() {
        return "Variables" + all;
    }
}
