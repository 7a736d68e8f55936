package io.muster.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.spring.MusterAutoConfiguration;
import io.muster.spring.actuate.MusterEndpoint;
import io.muster.spring.actuate.MusterEndpointAutoConfiguration;
import io.muster.spring.health.HealthProperties;
import io.muster.spring.health.MusterHealthAutoConfiguration;
import io.muster.spring.probes.ProbesAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

class MusterRuntimeHintsTest {
    @Test
    void areFoundByTheirDependencyAlone() {
        assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class))
                .hasAtLeastOneElementOfType(MusterRuntimeHints.class);
    }

    @Test
    void nameWhatIsReadByName() throws Exception {
        var hints = new RuntimeHints();
        new MusterRuntimeHints().registerHints(hints, getClass().getClassLoader());

        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/build-info.properties"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource().forResource("git.properties"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(Thread.class)).accepts(hints);
        assertThat(hints.reflection().typeHints().map(Object::toString)).anyMatch(type -> type.contains("OfVirtual"));
    }

    @Test
    void aContextIsGeneratedAheadOfTimeWithItsHints() {
        var context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(
                        "muster.probes.port=0",
                        "muster.environment.declaration=com.example.Declared",
                        "management.endpoints.web.exposure.include=muster")
                .applyTo(context);
        context.register(
                EndpointAutoConfiguration.class,
                HealthContributorRegistryAutoConfiguration.class,
                MusterAutoConfiguration.class,
                ProbesAutoConfiguration.class,
                MusterHealthAutoConfiguration.class,
                MusterEndpointAutoConfiguration.class);
        var files = new InMemoryGeneratedFiles();
        var generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("com.example", "Shop")), files);

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        RuntimeHints hints = generation.getRuntimeHints();
        assertThat(RuntimeHintsPredicates.reflection().onType(HealthProperties.class))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(MusterEndpoint.class))
                .accepts(hints);
        assertThat(hints.reflection().typeHints())
                .extracting(hint -> hint.getType().getName())
                .contains(
                        "io.muster.spring.environment.EnvironmentProperties",
                        "io.muster.spring.environment.EnvironmentProperties$VariableRule",
                        "com.example.Declared");
        assertThat(files.getGeneratedFiles(org.springframework.aot.generate.GeneratedFiles.Kind.SOURCE)
                        .keySet())
                .anyMatch(name -> name.contains("ProbesAutoConfiguration"));
    }
}
