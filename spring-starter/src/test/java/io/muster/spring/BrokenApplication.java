package io.muster.spring;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application whose environment is not as it should be. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BrokenApplication {
    public static void main(String[] args) {
        var application = new SpringApplication(BrokenApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args);
    }

    @Bean
    Component<Void> settings() {
        return Component.task("settings", context -> {
            throw new FailureException(
                    "the environment is wrong",
                    List.of(Finding.error(Failure.CONFIGURATION, "DATABASE_URL", "is not set")
                            .code("ENV-001")
                            .fix("set DATABASE_URL to postgresql://host:5432/name")));
        });
    }
}
