package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** The page of properties is what the metadata says; {@code -Dproperties.update=true} writes it. */
class PropertyTableTest {
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path PAGE = Path.of("../docs/spring-properties.md");
    private static final Pattern DEFAULT = Pattern.compile("\\s*Default: (.*)\\.$", Pattern.DOTALL);

    @Test
    void thePageIsTheMetadata() throws IOException {
        String page = page();
        if (Boolean.getBoolean("properties.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/spring-properties.md; write it anew with -Dproperties.update=true")
                .isEqualTo(page);
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        assertThat(properties())
                .hasSizeGreaterThan(15)
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("%s", property.get("name"))
                        .isNotBlank()
                        .endsWith("."));
    }

    private static String page() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# Properties of the Spring Boot starter",
                "",
                "Made from the starter's metadata by `PropertyTableTest`. A duration without a unit is in seconds. A wrong value fails",
                "the start by its name.",
                "",
                "| property | what | default |",
                "|---|---|---|"));
        for (Map<String, Object> property : properties()) {
            String text = ((String) property.get("description")).replaceAll("\\s+", " ");
            Matcher said = DEFAULT.matcher(text);
            boolean found = said.find();
            Object value = property.get("defaultValue");
            String otherwise = value == null || value instanceof List<?> ? "" : "`" + value + "`";
            lines.add("| `" + property.get("name") + "` | " + (found ? said.replaceFirst("") : text).replace("|", "\\|")
                    + " | " + (found ? said.group(1) : otherwise) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> properties() throws IOException {
        var metadata = JsonParserFactory.getJsonParser().parseMap(Files.readString(METADATA));
        return ((List<Map<String, Object>>) (List<?>) metadata.get("properties"))
                .stream()
                        .sorted(Comparator.comparing(property -> (String) property.get("name")))
                        .toList();
    }
}
