package io.muster.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Beside {@code @SpringBootTest}: a {@link ProbeTester} to inject, probes without a port and a drain without delay. Needs
 * {@code org.springframework:spring-test}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestPropertySource(properties = {"muster.probes.port=-1", "muster.drain-delay=0"})
@SuppressWarnings("exports") // who tests has the library, and nobody names the configuration
@Import(ProbeTesterConfiguration.class)
public @interface MusterTest {}
