package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.settings.Secret;
import dev.karet.web.http.JobsFixture.Replica;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    private static final String EVENTS = "/api/events/s3";

    /** As RustFS 1.0 sends it. */
    private static final String RUSTFS = """
            {"EventName":"s3:ObjectCreated:Put","Key":"karet/pipelines/sales/raw/orders/m\\u00e4rz 2026.csv","Records":[
              {"eventVersion":"2.1","eventSource":"rustfs:s3","awsRegion":"us-east-1","eventTime":"2026-11-25T08:00:00.123Z",
               "eventName":"s3:ObjectCreated:Put","userIdentity":{"principalId":"rustfs"},
               "requestParameters":{"principalId":"rustfs","region":"us-east-1","sourceIPAddress":"172.18.0.1"},
               "responseElements":{"x-amz-request-id":"17F3","x-minio-deployment-id":"d3"},
               "s3":{"s3SchemaVersion":"1.0","configurationId":"Config",
                 "bucket":{"name":"karet","ownerIdentity":{"principalId":"rustfs"},"arn":"arn:rustfs:s3:::karet"},
                 "object":{"key":"pipelines%2Fsales%2Fraw%2Forders%2Fm%C3%A4rz+2026.csv","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
                   "contentType":"text/csv","versionId":"1","sequencer":"17F3A2B4C5D6E7F8"}},
               "source":{"host":"127.0.0.1","port":"","userAgent":"aws-sdk-java/2"}}]}
            """;

    /** As AWS sends it, which leaves "s3:" off and slashes as they are. */
    private static final String AWS = """
            {"Records":[{"eventVersion":"2.3","eventSource":"aws:s3","awsRegion":"eu-central-1","eventTime":"2026-11-25T08:00:00.000Z",
              "eventName":"ObjectCreated:CompleteMultipartUpload","userIdentity":{"principalId":"AWS:AIDA"},
              "requestParameters":{"sourceIPAddress":"203.0.113.7"},
              "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8"},
              "s3":{"s3SchemaVersion":"1.0","configurationId":"uploads",
                "bucket":{"name":"karet","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::karet"},
                "object":{"key":"pipelines/sales/raw/orders/m%C3%A4rz+2026.csv","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e-2",
                  "sequencer":"0A1B2C3D4E5F678901"}}}]}
            """;

    /** As a store may send it while a multipart upload goes on. */
    private static final String EMPTY_KEY = """
            {"Records":[{"eventName":"s3:ObjectCreated:CompleteMultipartUpload",
              "s3":{"bucket":{"name":"karet"},"object":{"key":"","size":0}}}]}
            """;

    /** What AWS sends when notifications are set up. */
    private static final String AWS_TEST = """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-25T08:00:00.000Z","Bucket":"karet","RequestId":"5582","HostId":"8cL"}
            """;

    private final JobsFixture karet = new JobsFixture();
    private final Replica web = karet.replica();

    @AfterEach
    void close() {
        karet.close();
    }

    private ApiClient.Answer send(String body) {
        return web.client().with("Authorization", "Bearer " + SECRET).post(EVENTS, body);
    }

    private static String event(String name, String bucket, String key) {
        return "{\"Records\":[{\"eventName\":\"%s\",\"s3\":{\"bucket\":{\"name\":\"%s\"},\"object\":{\"key\":\"%s\"}}}]}"
                .formatted(name, bucket, key);
    }

    @Test
    void everySenderIsUnderstood() {
        for (String body : List.of(RUSTFS, AWS)) {
            ApiClient.Answer answer = send(body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.at("accepted")).isEqualTo("1");
        }
        assertThat(web.features().events().accept("karet", "pipelines/sales/raw/orders/märz 2026.csv"))
                .isTrue();
        assertThat(karet.records())
                .singleElement()
                .extracting(JobRecord::trigger)
                .isEqualTo("webhook");
    }

    @Test
    void theSameEventTwiceAndEventsInAnyOrderAreOneRun() {
        String removed = event("s3:ObjectRemoved:Delete", "karet", "pipelines/sales/raw/orders/a.csv");
        String created = event("s3:ObjectCreated:Put", "karet", "pipelines/sales/raw/orders/a.csv");
        for (String body : List.of(removed, created, created, removed, RUSTFS, RUSTFS)) {
            assertThat(send(body).at("accepted")).isEqualTo("1");
        }
        karet.pass(Duration.ofSeconds(6));
        assertThat(karet.worker.asked()).hasSize(1);
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void aRemovedFileCountsAsWell() {
        assertThat(send(event("ObjectRemoved:DeleteMarkerCreated", "karet", "pipelines/sales/raw/orders/a.csv"))
                        .at("accepted"))
                .isEqualTo("1");
    }

    @Test
    void whatIsNoneOfOurBusinessIsTakenAndIgnored() {
        for (String body : List.of(
                EMPTY_KEY,
                AWS_TEST,
                "{}",
                "{\"Records\":[]}",
                "{\"Records\":[null, 7, {\"eventName\":8}]}",
                event("s3:ObjectAccessed:Get", "karet", "pipelines/sales/raw/orders/a.csv"),
                event("s3:ObjectCreated:Put", "another", "pipelines/sales/raw/orders/a.csv"),
                event("s3:ObjectCreated:Put", "karet", "pipelines/sales/clean/t/data.parquet"),
                event("s3:ObjectCreated:Put", "karet", "pipelines/sales/raw/orders/%ZZ.csv"),
                event("s3:ObjectCreated:Put", "karet", "pipelines%2F..%2F_auth%2Fadmin.json"))) {
            ApiClient.Answer answer = send(body);
            assertThat(answer.status()).as(body).isEqualTo(200);
            assertThat(answer.at("accepted")).as(body).isEqualTo("0");
        }
        assertThat(karet.records()).isEmpty();
    }

    @Test
    void whatIsNoNotificationIsRefused() {
        for (String body : List.of("", "{", "[]", "7", "{\"Records\":\"x\"}")) {
            assertThat(send(body).status()).as(body).isEqualTo(400);
        }
        String many = "{},".repeat(10_001);
        assertThat(send("{\"Records\":[" + many.substring(0, many.length() - 1) + "]}")
                        .status())
                .isEqualTo(400);
        assertThat(send("\"" + "x".repeat(9 << 20) + "\"").status()).isEqualTo(413);
    }

    @Test
    void theSecretIsTakenInThreeWaysAndNoneWorksWithoutIt() {
        ApiClient client = web.client();
        String query = EVENTS + "?secret=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        assertThat(client.with("Authorization", "Bearer " + SECRET)
                        .post(EVENTS, AWS)
                        .status())
                .isEqualTo(200);
        assertThat(client.with("Authorization", "bearer  " + SECRET)
                        .post(EVENTS, AWS)
                        .status())
                .isEqualTo(200);
        assertThat(client.with("X-Webhook-Secret", SECRET).post(EVENTS, AWS).status())
                .isEqualTo(200);
        assertThat(client.post(query, AWS).status()).isEqualTo(200);
        // What a proxy put there does not spoil the one that is right.
        assertThat(client.with("Authorization", "Basic eDp5").post(query, AWS).status())
                .isEqualTo(200);

        assertThat(client.post(EVENTS, AWS).status()).isEqualTo(401);
        for (String wrong : List.of("wrong", SECRET + "x", SECRET.substring(1), "Bearer " + SECRET)) {
            assertThat(client.with("Authorization", "Bearer " + wrong)
                            .post(EVENTS, AWS)
                            .status())
                    .as(wrong)
                    .isEqualTo(401);
            assertThat(client.with("X-Webhook-Secret", wrong).post(EVENTS, AWS).status())
                    .as(wrong)
                    .isEqualTo(401);
            assertThat(client.post(EVENTS + "?secret=" + URLEncoder.encode(wrong, StandardCharsets.UTF_8), AWS)
                            .status())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(client.with("Authorization", SECRET).post(EVENTS, AWS).status())
                .isEqualTo(401);
        assertThat(client.post(EVENTS + "?secret=", AWS).status()).isEqualTo(401);
        assertThat(client.post(EVENTS, "no JSON at all").at("error")).isEqualTo("unauthorized");
    }

    @Test
    void withoutASecretOrWithAnEmptyOneNobodyIsLetIn() {
        for (Optional<Secret> none :
                List.of(Optional.<Secret>empty(), Optional.of(new Secret("")), Optional.of(new Secret("  ")))) {
            JobFeatures features = new JobFeatures(
                    new JobFeatures.Ground(karet.store, "karet", karet.clock, karet.worker, Runnable::run, none));
            try (WebFixture bare = WebFixture.open(features.routes().toArray(Routes.Feature[]::new))) {
                ApiClient client = bare.client();
                assertThat(client.post(EVENTS, AWS).status()).isEqualTo(401);
                assertThat(client.post(EVENTS + "?secret=", AWS).status()).isEqualTo(401);
                assertThat(client.post(EVENTS + "?secret=%20%20", AWS).status()).isEqualTo(401);
                assertThat(client.with("X-Webhook-Secret", "").post(EVENTS, AWS).status())
                        .isEqualTo(401);
                assertThat(client.with("Authorization", "Bearer ")
                                .post(EVENTS, AWS)
                                .status())
                        .isEqualTo(401);
            }
        }
        assertThat(karet.records()).isEmpty();
    }

    @Test
    void aProbeIsAnswered() {
        for (String path : List.of("/", EVENTS)) {
            ApiClient.Answer answer =
                    web.client().send(web.client().request(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(answer.status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void anEventThatTheStoreDidNotLetUsNoteIsAskedForAgain() {
        karet.store.breakOff();
        assertThat(send(AWS).status()).isEqualTo(503);
        karet.store.mend();
        assertThat(send(AWS).at("accepted")).isEqualTo("1");
    }
}
