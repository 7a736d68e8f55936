package io.muster.spring.dependency;

import io.muster.lifecycle.Secret;
import io.muster.validation.llm.LlmCheck;
import io.muster.validation.llm.LlmProvider;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The models that the properties of Spring AI name: each key is asked for the model that it is to be used with. */
enum ModelSettings {
    OPENAI(LlmProvider.OPENAI, "spring.ai.openai", "/v1"),
    ANTHROPIC(LlmProvider.ANTHROPIC, "spring.ai.anthropic", ""),
    MISTRAL(LlmProvider.MISTRAL, "spring.ai.mistralai", "/v1"),
    DEEPSEEK(LlmProvider.DEEPSEEK, "spring.ai.deepseek", "");

    private final LlmProvider provider;
    private final String prefix;
    /** Spring AI has it in the paths, and the check in the base of its URLs. */
    private final String version;

    ModelSettings(LlmProvider provider, String prefix, String version) {
        this.provider = provider;
        this.prefix = prefix;
        this.version = version;
    }

    static List<Dependency> of(Environment environment) {
        return Arrays.stream(values())
                .map(settings -> settings.find(environment))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Dependency> find(Environment environment) {
        String key = environment.getProperty(prefix + ".api-key");
        if (!StringUtils.hasText(key)) {
            return Optional.empty();
        }
        LlmCheck check = LlmCheck.of(provider, () -> Secret.of(key));
        String base = environment.getProperty(prefix + ".base-url");
        if (StringUtils.hasText(base)) {
            check = check.baseUrl(URI.create(base.endsWith(version) ? base : base + version));
        }
        String model = environment.getProperty(prefix + ".chat.options.model");
        if (StringUtils.hasText(model)) {
            check = check.model(model);
        }
        return Optional.of(new Dependency(name().toLowerCase(Locale.ROOT), check));
    }
}
