/** Real servers for the samples and the tests: containers when a Docker engine answers, else embedded binaries. */
@NullMarked
package io.muster.samples.servers;

import org.jspecify.annotations.NullMarked;
