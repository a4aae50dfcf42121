package dev.karet.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.PipelineConfig.Position;
import dev.karet.model.pipeline.templates.Template;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelinePreviewTest {

    private static BufferedImage picture(PipelineConfig config) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(PipelinePreview.png(config)));
            assertThat(image.getWidth()).isEqualTo(PipelinePreview.WIDTH);
            assertThat(image.getHeight()).isEqualTo(PipelinePreview.HEIGHT);
            return image;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The colours that occur, each as a bit. */
    private static BitSet colours(BufferedImage image) {
        BitSet colours = new BitSet(1 << 24);
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.set(pixel & 0xffffff);
        }
        return colours;
    }

    private static int bit(Color colour) {
        return colour.getRGB() & 0xffffff;
    }

    private static void assertThatEveryKindIsIn(BufferedImage image) {
        BitSet colours = colours(image);
        for (Kind kind : Kind.values())
            assertThat(colours.get(bit(kind.colour()))).as(kind.word()).isTrue();
    }

    /** How many pixels at the edges of the picture show something. */
    private static int spotsOnTheMargin(BufferedImage image) {
        int spots = 0;
        int page = Picture.PAGE.getRGB();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean margin = x < 40 || y < 40 || x >= image.getWidth() - 40 || y >= image.getHeight() - 40;
                if (margin && image.getRGB(x, y) != page) spots++;
            }
        }
        return spots;
    }

    @ParameterizedTest
    @EnumSource(value = Template.class, names = "BLANK", mode = EnumSource.Mode.EXCLUDE)
    void aTemplateShowsEveryKindOfNodeAndKeepsItsMargin(Template template) {
        BufferedImage image = picture(Pipelines.of(template));

        assertThatEveryKindIsIn(image);
        assertThat(spotsOnTheMargin(image)).isZero();
    }

    @Test
    void anEmptyPipelineIsNoEmptyPicture() {
        BitSet colours = colours(picture(Pipelines.of(Template.BLANK)));

        assertThat(colours.cardinality()).isGreaterThan(10);
        for (Kind kind : Kind.values())
            assertThat(colours.get(bit(kind.colour()))).isFalse();
    }

    @Test
    void thePictureOfAPipelineIsAlwaysTheSame() {
        assertThat(PipelinePreview.png(Pipelines.of(Template.SHOP)))
                .isEqualTo(PipelinePreview.png(Pipelines.of(Template.SHOP)));
    }

    @Test
    void manyAtOnceDrawTheSame() {
        List<byte[]> pictures = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> PipelinePreview.png(Pipelines.of(i % 2 == 0 ? Template.SHOP : Template.WEATHER)))
                .toList();

        for (int i = 2; i < pictures.size(); i++) assertThat(pictures.get(i)).isEqualTo(pictures.get(i % 2));
    }

    @Test
    void aNameAPlaceAndALookupThatIsAskedAreSeen() {
        byte[] before = PipelinePreview.png(Pipelines.ofEach(2, "Name ", Map.of()));

        assertThat(PipelinePreview.png(Pipelines.ofEach(2, "Mane ", Map.of()))).isNotEqualTo(before);
        assertThat(PipelinePreview.png(Pipelines.ofEach(2, "Name ", Map.of("s0", Pipelines.at(0, 0)))))
                .isNotEqualTo(before);
        PipelineConfig config = Pipelines.ofEach(2, "Name ", Map.of());
        var withoutLookups = config.mappings().stream()
                .map(mapping -> new Mapping(
                        mapping.id(),
                        mapping.name(),
                        mapping.sourceContainerId(),
                        mapping.analyticTableId(),
                        mapping.partitionBy(),
                        List.of(),
                        mapping.other()))
                .toList();
        assertThat(PipelinePreview.png(new PipelineConfig(
                        config.sourceContainers(),
                        config.lookupMappings(),
                        withoutLookups,
                        config.analyticTables(),
                        Map.of(),
                        config.other())))
                .isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 40, 150})
    void anyNumberOfNodesKeepsTheMarginAndItsColours(int count) {
        BufferedImage image = picture(Pipelines.ofEach(count, "Some name ", Map.of()));

        assertThat(spotsOnTheMargin(image)).isZero();
        assertThatEveryKindIsIn(image);
    }

    @Test
    @Timeout(10)
    void tenThousandNodesOnOneAnotherCostABoundedTime() {
        Map<String, Position> layout = new HashMap<>();
        for (String kind : List.of("s", "l", "m", "t")) {
            for (int i = 0; i < 2_500; i++) layout.put(kind + i, Pipelines.at(i % 7, i % 5));
        }

        assertThat(colours(picture(Pipelines.ofEach(2_500, "Some name ", layout)))
                        .get(bit(Kind.TABLE.colour())))
                .isTrue();
    }

    @Test
    @Timeout(10)
    void tenThousandNodesWithNamesWithoutEndCostABoundedTime() {
        PipelineConfig config = Pipelines.ofEach(2_500, "x".repeat(1_000), Map.of());

        assertThatEveryKindIsIn(picture(config));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t\u0000",
                "取引 🙂 \u200d\u0301",
                "\ud83d",
                "\u202Ereversed",
                "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
            })
    void whateverANameIsItStaysInsideItsNode(String name) {
        BufferedImage image = picture(Pipelines.ofEach(1, name, Map.of()));

        assertThat(spotsOnTheMargin(image)).isZero();
    }

    @Test
    void aNameOfAMegabyteIsCut() {
        assertThat(spotsOnTheMargin(picture(Pipelines.ofEach(3, "W".repeat(1 << 20), Map.of()))))
                .isZero();
    }

    @Test
    void placesThatAreNoneAreNotTaken() {
        byte[] anew = PipelinePreview.png(Pipelines.ofEach(2, "Name ", Map.of()));

        assertThat(PipelinePreview.png(Pipelines.ofEach(
                        2,
                        "Name ",
                        Map.of(
                                "s0", Pipelines.at(Double.NaN, 0),
                                "s1", Pipelines.at(0, Double.POSITIVE_INFINITY),
                                "m0", Pipelines.at(1e308, -1e308),
                                "gone", Pipelines.at(0, 0)))))
                .isEqualTo(anew);
    }

    @Test
    void aNodeThatWasDraggedFarAwayDoesNotMakeAllOthersVanish() {
        Map<String, Position> layout = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            layout.put("s" + i, Pipelines.at(0, 100 * i));
            layout.put("l" + i, Pipelines.at(0, 200 + 100 * i));
            layout.put("m" + i, Pipelines.at(300, 100 * i));
            layout.put("t" + i, Pipelines.at(600, 100 * i));
        }
        layout.put("t1", Pipelines.at(500_000, -500_000));

        BufferedImage image = picture(Pipelines.ofEach(2, "Name ", layout));

        assertThat(colours(image).get(bit(Picture.TEXT))).isTrue();
    }

    @Test
    void allNodesInOnePlaceAreDrawnThere() {
        Map<String, Position> layout = new HashMap<>();
        for (String id : new String[] {"s0", "l0", "m0", "t0"}) layout.put(id, Pipelines.at(-5, 7));

        assertThat(colours(picture(Pipelines.ofEach(1, "Name ", layout))).get(bit(Kind.TABLE.colour())))
                .isTrue();
    }
}
