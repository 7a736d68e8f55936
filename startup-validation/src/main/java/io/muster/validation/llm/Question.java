package io.muster.validation.llm;

import io.muster.lifecycle.Secret;
import java.util.Map;

/**
 * Everything that a provider is to be asked. Immutable.
 *
 * @param provider who
 * @param endpoint where
 * @param key with which key; of length 0 for none
 * @param models about which models
 * @param mode how far
 */
record Question(LlmProvider provider, Endpoint endpoint, Secret key, Map<Use, String> models, LlmMode mode) {
    Question {
        models = Map.copyOf(models);
    }
}
