package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.validation.WithoutLibrary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MissingLibraryTest {

    @Test
    void namesTheArtifactToAdd() throws Throwable {
        Class<?> type = new WithoutLibrary("io.lettuce.").loadClass(RedisCheck.class.getName());
        Supplier<?> url = () -> Secret.of("redis://127.0.0.1");
        // the whole type cannot be looked at where its options speak of Lettuce
        var component = (Component<?>) MethodHandles.publicLookup()
                .findStatic(type, "component", MethodType.methodType(Component.class, String.class, Supplier.class))
                .invokeWithArguments("redis", url);
        var app = LifecycleManager.named("bare");
        app.add(component);

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        var finding = failed.report().errors().get(0);
        assertThat(finding.code()).isEqualTo("RDS-190");
        assertThat(finding.fix()).isEqualTo("add the dependency io.lettuce:lettuce-core");
        assertThat(failed.report().exitCode()).isEqualTo(78);
    }
}
