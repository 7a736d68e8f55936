/** Carries health both ways between Muster's monitor and Spring Boot's contributors. */
@NullMarked
package io.muster.spring.health;

import org.jspecify.annotations.NullMarked;
