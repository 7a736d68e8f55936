package io.muster.spring.environment;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** What the validation reads by name at run time: its properties, which are no bean, and the class that they name. */
final class EnvironmentHints implements BeanFactoryInitializationAotProcessor {
    EnvironmentHints() {}

    @Override
    public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beanFactory) {
        var environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class);
        String declaration = environment.getProperty("muster.environment.declaration");
        return (generation, code) -> register(generation.getRuntimeHints(), declaration);
    }

    private static void register(RuntimeHints hints, @Nullable String declaration) {
        BindableRuntimeHintsRegistrar.forTypes(EnvironmentProperties.class).registerHints(hints);
        if (StringUtils.hasText(declaration)) {
            hints.reflection().registerType(TypeReference.of(declaration), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }
}
