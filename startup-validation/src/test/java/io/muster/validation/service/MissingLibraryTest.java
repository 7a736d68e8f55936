package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.validation.WithoutLibrary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingLibraryTest {

    @ParameterizedTest
    @CsvSource({"ChromaCheck, at", "HttpCheck, get"})
    void namesTheHttpClientToAdd(String check, String factory) throws Throwable {
        Class<?> type = new WithoutLibrary("okhttp3.").loadClass(getClass().getPackageName() + "." + check);
        Supplier<?> url = () -> URI.create("http://127.0.0.1");
        var made = (HealthCheck) MethodHandles.publicLookup()
                .findStatic(type, factory, MethodType.methodType(type, Supplier.class))
                .invokeWithArguments(url);

        refuses(Component.check("it", made), "add the dependency com.squareup.okhttp3:okhttp-jvm");
    }

    @Test
    void namesTheDriverToAdd() throws Throwable {
        Class<?> type = new WithoutLibrary("com.mongodb.").loadClass(MongoCheck.class.getName());
        Supplier<?> url = () -> Secret.of("mongodb://127.0.0.1/orders");
        var component = (Component<?>) MethodHandles.publicLookup()
                .findStatic(type, "component", MethodType.methodType(Component.class, String.class, Supplier.class))
                .invokeWithArguments("mongo", url);

        refuses(component, "add the dependency org.mongodb:mongodb-driver-sync");
    }

    private static void refuses(Component<?> component, String fix) {
        var app = LifecycleManager.named("bare");
        app.add(component);

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        var finding = failed.report().errors().get(0);
        assertThat(finding.code()).isEqualTo("SVC-190");
        assertThat(finding.fix()).isEqualTo(fix);
        assertThat(failed.report().exitCode()).isEqualTo(78);
    }
}
