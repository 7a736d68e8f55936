package io.muster.spring;

import io.muster.lifecycle.FailureException;
import io.muster.spring.environment.EnvironmentValidation;
import io.muster.spring.environment.ValidEnvironment;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Validates the environment as soon as it is complete, before there is a context, and gives tests their defaults. */
final class EnvironmentListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    EnvironmentListener() {}

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        boolean enabled = environment.getProperty("muster.enabled", Boolean.class, true);
        if (!enabled || Rehearsal.of(environment)) {
            return;
        }
        boolean inTest = TestRun.underway();
        if (inTest) {
            // contexts of tests live side by side
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("musterTestDefaults", Map.of("muster.probes.port", 0)));
        }
        EnvironmentValidation validation = EnvironmentValidation.of(environment);
        if (validation.wanted(inTest)) {
            validate(environment, validation, event);
        }
    }

    private static void validate(
            ConfigurableEnvironment environment,
            EnvironmentValidation validation,
            ApplicationEnvironmentPreparedEvent event) {
        ClassLoader loader = event.getSpringApplication().getClassLoader();
        try {
            List<ValidEnvironment> valid = validation.resolve(loader);
            event.getBootstrapContext().addCloseListener(closed -> publish(valid, closed.getApplicationContext()));
        } catch (FailureException e) {
            throw ServiceStartException.of(ServiceSettings.service(environment), e);
        }
    }

    /** As beans, to be read by the constants of their declaration; and no text of the service shows their secrets. */
    private static void publish(List<ValidEnvironment> valid, ConfigurableApplicationContext context) {
        var beans = context.getBeanFactory();
        List<ValidEnvironment> inCode =
                valid.stream().filter(ValidEnvironment::inCode).toList();
        for (int i = 0; i < inCode.size(); i++) {
            beans.registerSingleton(
                    "musterEnvironment" + (i == 0 ? "" : i + 1), inCode.get(i).values());
        }
        var secrets = new EnvironmentSecrets(
                valid.stream().flatMap(each -> each.secrets().stream()).toList());
        beans.registerSingleton(EnvironmentSecrets.NAME, secrets);
        if (beans.getSingleton(Launch.NAME) instanceof Launch launch) {
            secrets.hideFrom(launch.manager());
        }
    }

    /** After the files are read and the log is set up. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 30;
    }
}
