package io.muster.spring.dependency;

import java.util.List;

/**
 * Finds dependencies of one kind. Every bean of this type is asked once, before the first database initializer runs.
 *
 * <p>The beans here find what Boot configured, and ask it by the beans that Boot made: so connection details, TLS and
 * pools are those of the application.
 */
public interface Dependencies {
    /** All that there are; empty if the application has none of this kind. */
    List<Dependency> find();
}
