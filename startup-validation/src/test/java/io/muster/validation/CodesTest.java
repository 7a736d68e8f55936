package io.muster.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of codes has an entry for every code that a class of the module holds, and no other. */
class CodesTest {
    private static final Path PAGE = Path.of("..", "docs", "codes.md");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,5}-\\d{3}");
    /** What looks like a code and is an algorithm. */
    private static final Set<String> OTHERS = Set.of("SHA-256", "SHA-384", "SHA-512");

    @Test
    void thePageHasEveryCodeAndNoOther() throws IOException {
        assertThat(headings("### ")).isEqualTo(codes());
    }

    @Test
    void theTestSeesTheCodesOfTheEnvironment() throws IOException {
        assertThat(codes()).contains("ENV-001", "ENV-034", "ENV-090").hasSizeGreaterThan(30);
    }

    @Test
    void eachPrefixHasASectionWithItsCodesInOrder() throws IOException {
        String prefix = "";
        String last = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                prefix = line.substring(3, line.indexOf(':'));
                last = "";
            } else if (line.startsWith("### ")) {
                String code = line.substring(4);
                assertThat(code).startsWith(prefix + "-").isGreaterThan(last);
                last = code;
            }
        }
    }

    @Test
    void eachCodeIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        for (String entry : page.substring(page.indexOf("### ")).split("\n### ", -1)) {
            List<String> lines = entry.lines().toList();
            assertThat(lines.size()).as(entry).isGreaterThan(1);
            assertThat(lines.get(1)).as(entry).isNotBlank();
        }
    }

    private static Set<String> headings(String mark) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                addConstants(Files.readAllBytes(file), codes);
            }
        }
        codes.removeAll(OTHERS);
        return codes;
    }

    /** The texts of a class file's constant pool that are codes. */
    private static void addConstants(byte[] bytes, Set<String> codes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    if (CODE.matcher(text).matches()) {
                        codes.add(text);
                    }
                }
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // takes two places
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
    }
}
