package io.muster.lifecycle.testing;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What happens instead of a component's code, or around it. */
interface Injection {
    @Nullable
    Object run(Callable<@Nullable Object> code) throws Exception;
}
