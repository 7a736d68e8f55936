package io.muster.validation.llm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the table of providers. Filled while the table is made, only read after that.
 *
 * <p>Paths are below the base URL; <code>{model}</code> in them stands for a model's id, as a path segment.
 */
final class Facts {
    private final String base;
    private KeyHeader header = KeyHeader.BEARER;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String keyMethod = "GET";
    private String keyPath = "models";
    private String modelPath = "";
    private boolean modelProvesKey;
    private boolean modelsHidden;
    private boolean keyless;
    private String listPath = "";
    private String idField = "";
    private String usesField = "";
    private final Map<Use, String> uses = new EnumMap<>(Use.class);
    private final Map<Use, Generation> generations = new EnumMap<>(Use.class);
    private final List<String> prefixes = new ArrayList<>();
    private final Map<String, String> oddPrefixes = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private String missingFix = "check its name";

    /** A question that costs tokens. */
    record Generation(String path, String body) {}

    private Facts(String base) {
        this.base = base;
    }

    /** A provider at this base URL; empty when only the user can know it. */
    static Facts at(String base) {
        return new Facts(base);
    }

    Facts key(KeyHeader header) {
        this.header = header;
        return this;
    }

    /** No key is needed. */
    Facts keyless() {
        keyless = true;
        return this;
    }

    Facts header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The free question that only a good key gets an answer to. */
    Facts proveKey(String method, String path) {
        keyMethod = method;
        keyPath = path;
        return this;
    }

    /** The free question about one model. */
    Facts model(String path) {
        modelPath = path;
        return this;
    }

    /** The question about a model proves the key as well. */
    Facts modelProvesKey() {
        modelProvesKey = true;
        return this;
    }

    /** No free question tells whether a model is there. */
    Facts modelsHidden() {
        modelsHidden = true;
        return this;
    }

    /** The free list of models, and the field that holds an id. */
    Facts list(String path, String field) {
        listPath = path;
        idField = field;
        return this;
    }

    /** The field of a model that says what it is for, and its values. */
    Facts uses(String field, String chat, String embedding) {
        usesField = field;
        uses.put(Use.CHAT, chat);
        uses.put(Use.EMBEDDING, embedding);
        return this;
    }

    Facts generates(Use use, String path, String body) {
        generations.put(use, new Generation(path, body));
        return this;
    }

    /** What its keys begin with. */
    Facts prefixes(String... known) {
        prefixes.addAll(List.of(known));
        return this;
    }

    /** A key that begins so may be refused, and why. */
    Facts odd(String prefix, String why) {
        oddPrefixes.put(prefix, why);
        return this;
    }

    Facts rules(List<Rule> own) {
        rules.addAll(own);
        return this;
    }

    Facts missingFix(String fix) {
        missingFix = fix;
        return this;
    }

    String base() {
        return base;
    }

    KeyHeader header() {
        return header;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean needsKey() {
        return !keyless;
    }

    String keyMethod() {
        return keyMethod;
    }

    String keyPath() {
        return keyPath;
    }

    String modelPath() {
        return modelPath;
    }

    boolean provesKeyByModel() {
        return modelProvesKey;
    }

    boolean hidesModels() {
        return modelsHidden;
    }

    String listPath() {
        return listPath;
    }

    String idField() {
        return idField;
    }

    /** Whether what is known of a model speaks against this use. */
    boolean unfit(Reply model, Use use) {
        return !usesField.isEmpty()
                && model.has(usesField)
                && !model.all(usesField).contains(uses.getOrDefault(use, ""));
    }

    Optional<Generation> generation(Use use) {
        return Optional.ofNullable(generations.get(use));
    }

    List<String> prefixes() {
        return prefixes;
    }

    Map<String, String> oddPrefixes() {
        return oddPrefixes;
    }

    List<Rule> rules() {
        return rules;
    }

    String missingFix() {
        return missingFix;
    }
}
