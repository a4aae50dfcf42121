package dev.karet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPointerTest {

    @Test
    void namesWithSlashesAndTildesAreEscaped() {
        assertThat(JsonPointer.ROOT.field("a/b").element(3).field("~x")).hasToString("/a~1b/3/~0x");
        assertThat(JsonPointer.of("/mappings/0").field("id")).hasToString("/mappings/0/id");
        assertThat(JsonPointer.ROOT).hasToString("");
    }

    @Test
    void theNearestNameIsWithinAThirdOfTheLettersAndLetterCaseDoesNotCount() {
        List<String> names = List.of("amount", "account", "description");
        assertThat(NearestName.of("amout", names)).contains("amount");
        assertThat(NearestName.of("AMOUNT", names)).contains("amount");
        assertThat(NearestName.of("amonut", names)).contains("amount");
        assertThat(NearestName.of("zebra", names)).isEmpty();
        assertThat(NearestName.of("", names)).isEmpty();
    }
}
