package io.muster.validation.llm;

import java.util.Optional;

/**
 * What a question is about: the key, or a model.
 *
 * @param use what the model is for; empty for the key
 * @param model the model's id; empty for the key
 */
record Subject(Optional<Use> use, String model) {
    static final Subject KEY = new Subject(Optional.empty(), "");

    static Subject model(Use use, String id) {
        return new Subject(Optional.of(use), id);
    }

    @Override
    public String toString() {
        return use.map(it -> it.words() + " '" + model + "'").orElse("key");
    }
}
