package io.muster.spring.probes;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The properties that begin with {@code muster.probes.mount}.
 *
 * @param application Path on the application's port below which probes answer too, such as /probes, or / for /livez and
 *     its like. Default: none.
 * @param management Path on the management port below which probes answer too; needs Actuator. Default: none.
 */
@ConfigurationProperties("muster.probes.mount")
public record MountProperties(
        @Nullable String application, @Nullable String management) {
    static final String MANAGEMENT =
            "org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration";
    private static final String PREFIX = "muster.probes.mount.";

    /** Refuses what is no path. */
    public MountProperties {
        requirePath("application", application);
        requirePath("management", management);
    }

    private static void requirePath(String name, @Nullable String path) {
        if (path != null && !path.matches("/|(/[A-Za-z0-9._~-]+)+")) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + name, path, "It must be / or a path such as /probes, without a slash at its end.");
        }
    }

    String requireApplication() {
        return required("application", application);
    }

    String requireManagement() {
        return required("management", management);
    }

    private static String required(String name, @Nullable String path) {
        if (path == null) {
            throw new InvalidConfigurationPropertyValueException(PREFIX + name, path, "It must be a path.");
        }
        return path;
    }

    InvalidConfigurationPropertyValueException needsActuator() {
        return new InvalidConfigurationPropertyValueException(
                PREFIX + "management",
                management,
                "There is no management port without Actuator; "
                        + "add org.springframework.boot:spring-boot-starter-actuator.");
    }
}
