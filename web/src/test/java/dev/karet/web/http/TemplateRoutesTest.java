package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.web.preview.PipelinePreview;
import dev.karet.web.templates.Gallery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemplateRoutesTest {

    private final WebFixture web = WebFixture.open(new TemplateRoutes(new Gallery()));
    private final ApiClient client = web.client();

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void everyTemplateIsListedWithWhatItBringsTheEmptyOneFirst() {
        var list = client.get("/api/templates");

        assertThat(((JsonTree.Arr) ((JsonTree.Obj) list.json()).fields().get("templates")).elements())
                .hasSize(Template.values().length);
        assertThat(list.at("templates/0/name")).isEqualTo("blank");
        assertThat(list.at("templates/0/sources")).isEqualTo("[]");
        assertThat(list.at("templates/0/sampleFiles")).isEqualTo("0");
        assertThat(list.at("templates/1/name")).isEqualTo("spending");
        assertThat(list.at("templates/1/title")).isEqualTo("Spending Tracker");
        assertThat(list.at("templates/1/dashboards")).isEqualTo("[\"Spending Overview\"]");
        assertThat(list.at("templates/1/tables/0")).isNotBlank();
        assertThat(Integer.parseInt(list.at("templates/3/sampleFiles"))).isPositive();
    }

    @Test
    void everyTemplateHasAPictureOfItsOwnThatABrowserAsksForOnce() throws IOException {
        Set<String> marks = new HashSet<>();
        for (Template template : Template.values()) {
            String path = "/api/templates/%s/preview".formatted(template.templateName());
            var picture = client.get(path);
            assertThat(picture.header("Content-Type")).contains("image/png");
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                    .isEqualTo(PipelinePreview.WIDTH);
            String mark = picture.header("ETag").orElseThrow();
            marks.add(mark);

            var again = client.with("If-None-Match", mark).get(path);

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(marks).hasSize(Template.values().length);
    }

    @Test
    void aTemplateThatIsNotThereHasNoPicture() {
        var answer = client.get("/api/templates/%22%3Cb%3E/preview");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("error")).isEqualTo("template_not_found");
        assertThat(answer.at("message")).contains("/api/templates");
    }
}
