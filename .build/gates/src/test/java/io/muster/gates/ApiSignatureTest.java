package io.muster.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.gates.planted.api.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of an API has everything that a caller can see, and a difference to the committed one fails. */
class ApiSignatureTest {

    private static final String CLASS_FILE = "io/muster/gates/planted/api/Shop.class";

    @TempDir
    Path module;

    @Test
    void rendersWhatCallersSee() {
        assertThat(ApiText.of(List.of(Shop.class, Shop.Item.class, Shop.Size.class, Shop.Visitor.class)))
                .containsExactly(
                        "public final class io.muster.gates.planted.api.Shop<T extends Comparable<T>>"
                                + " extends io.muster.gates.planted.api.HiddenBase implements AutoCloseable",
                        "    @Deprecated public int[] old()",
                        "    public @Nullable String find(java.util.Map<String, java.util.List<T>>, String...)"
                                + " throws java.io.IOException",
                        "    public String inherited()",
                        "    public static <V extends Comparable<V>> io.muster.gates.planted.api.Shop<V>"
                                + " of(java.util.function.Function<? super V, ? extends @Nullable String>)",
                        "    public static final int LIMIT",
                        "    public void close()",
                        "",
                        "public record io.muster.gates.planted.api.Shop.Item"
                                + "(String name, @Nullable io.muster.gates.planted.api.Shop.Size size)",
                        "    public Item(String)",
                        "    public boolean sized()",
                        "",
                        "public enum io.muster.gates.planted.api.Shop.Size",
                        "    SMALL",
                        "    LARGE",
                        "",
                        "public interface io.muster.gates.planted.api.Shop.Visitor",
                        "    public abstract void visit(io.muster.gates.planted.api.Shop.Item) throws Exception",
                        "    public default boolean wants(io.muster.gates.planted.api.Shop.Item)",
                        "");
    }

    @Test
    void findsOnlyTypesThatCallersSee() {
        assertThat(ApiClasses.in(Path.of("target", "test-classes")))
                .contains(Shop.class, Shop.Size.class)
                .noneMatch(type -> type.getSimpleName().equals("HiddenBase")
                        || type.getSimpleName().equals("Secret")
                        || type.getSimpleName().equals("Inner"));
    }

    @Test
    void failsWithTheDifferenceAndTheCommandThatAcceptsIt() throws IOException {
        compiledModule();
        ApiSignature.check("shop", module, true);
        Path file = module.resolve("api").resolve("shop.txt");
        List<String> lines = Files.readAllLines(file);
        Files.write(
                file,
                lines.stream()
                        .map(line -> line.replace("void close()", "void shut()"))
                        .toList());

        assertThatThrownBy(() -> ApiSignature.check("shop", module, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("  " + lines.get(0) + "\n- ")
                .hasMessageContaining("-     public void shut()")
                .hasMessageContaining("+     public void close()")
                .hasMessageContaining("-Dapi.update=true");
    }

    @Test
    void passesWhenTheTextIsTheCommittedOne() throws IOException {
        compiledModule();
        ApiSignature.check("shop", module, true);

        assertThatCode(() -> ApiSignature.check("shop", module, false)).doesNotThrowAnyException();
    }

    @Test
    void failsWithoutACommittedText() throws IOException {
        compiledModule();

        assertThatThrownBy(() -> ApiSignature.check("shop", module, false))
                .hasMessageContaining("+ public final class");
    }

    private void compiledModule() throws IOException {
        Path copy = module.resolve("target").resolve("classes").resolve(CLASS_FILE);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("target", "test-classes").resolve(CLASS_FILE), copy);
    }
}
