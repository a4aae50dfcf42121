package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The S3 clients that people have, against the embedded store. */
class OtherClientsTest {

    private static RunningStore running;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        running = RunningStore.start();
    }

    @AfterAll
    static void stop() throws IOException {
        running.close();
    }

    @Test
    void theAwsCommandLineCopiesListsSyncsSignsAndRemoves() throws Exception {
        var aws = aws();
        var large = random("large.bin", 40 << 20);
        var odd = Files.writeString(folder.resolve("a b+ü%41.csv"), "date,amount\n2024-01-02,1\n");

        aws.run("s3", "cp", "--quiet", large.toString(), "s3://karet-data/aws/large.bin");
        aws.run("s3", "cp", "--quiet", odd.toString(), "s3://karet-data/aws/raw/a b+ü%41.csv");
        assertThat(aws.run("s3", "ls", "--recursive", "s3://karet-data/aws/"))
                .contains(Long.toString(40 << 20))
                .contains("aws/large.bin")
                .contains("aws/raw/a b+ü%41.csv");
        assertThat(running.client().head("aws/raw/a b+ü%41.csv")).isPresent();

        aws.run("s3", "cp", "--quiet", "s3://karet-data/aws/large.bin", "s3://karet-data/aws/copy.bin");
        aws.run("s3", "cp", "--quiet", "s3://karet-data/aws/copy.bin", "back.bin");
        assertThat(Files.mismatch(large, folder.resolve("back.bin"))).isEqualTo(-1);

        aws.run(
                "s3api",
                "get-object",
                "--bucket",
                "karet-data",
                "--key",
                "aws/large.bin",
                "--range",
                "bytes=1000-1999",
                "part.bin");
        try (var file = Files.newInputStream(large)) {
            file.skipNBytes(1000);
            assertThat(Files.readAllBytes(folder.resolve("part.bin"))).isEqualTo(file.readNBytes(1000));
        }

        var tree = Files.createDirectories(folder.resolve("tree/deep"));
        // A store tells whole seconds, so a file of the same second would look newer than its copy.
        var earlier = FileTime.from(Instant.now().minusSeconds(60));
        for (int i = 0; i < 12; i++) {
            Files.setLastModifiedTime(Files.writeString(tree.resolve("f " + i + ".csv"), "row " + i), earlier);
        }
        aws.run("s3", "sync", "--quiet", "tree", "s3://karet-data/aws/tree");
        assertThat(running.client().list("aws/tree/")).hasSize(12);
        assertThat(aws.run("s3", "sync", "--dryrun", "tree", "s3://karet-data/aws/tree"))
                .isBlank();

        var signed =
                aws.run("s3", "presign", "s3://karet-data/aws/raw/a b+ü%41.csv").strip();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(signed)).build(), BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readString(odd));
        }

        aws.run("s3", "rm", "--quiet", "--recursive", "s3://karet-data/aws/");
        assertThat(running.client().list("aws/")).isEmpty();
    }

    @Test
    void rcloneCopiesChecksAndPurges() throws Exception {
        var rclone = rclone();
        var tree = Files.createDirectories(folder.resolve("tree/deep ü"));
        random("tree/large.bin", 40 << 20);
        Files.writeString(tree.resolve("a b+%41.csv"), "x");
        Files.writeString(tree.resolve("empty.csv"), "");

        rclone.run("copy", "tree", "karet:karet-data/rclone", "--s3-upload-cutoff", "16M", "--s3-chunk-size", "8M");
        assertThat(rclone.run("lsf", "-R", "--files-only", "karet:karet-data/rclone")
                        .lines())
                .containsExactlyInAnyOrder("deep ü/a b+%41.csv", "deep ü/empty.csv", "large.bin");
        rclone.run("check", "tree", "karet:karet-data/rclone", "--download");

        rclone.run("copyto", "karet:karet-data/rclone/large.bin", "karet:karet-data/rclone/copy.bin");
        assertThat(running.client().head("rclone/copy.bin").orElseThrow().size())
                .isEqualTo(40 << 20);
        rclone.run("copyto", "karet:karet-data/rclone/copy.bin", "back.bin");
        assertThat(Files.mismatch(folder.resolve("tree/large.bin"), folder.resolve("back.bin")))
                .isEqualTo(-1);
        assertThat(rclone.run("cat", "--offset", "10", "--count", "5", "karet:karet-data/rclone/large.bin")
                        .length())
                .isPositive();

        rclone.run("purge", "karet:karet-data/rclone");
        assertThat(running.client().list("rclone/")).isEmpty();
    }

    private Path random(String name, int size) throws IOException {
        var body = new byte[size];
        new Random(size).nextBytes(body);
        return Files.write(folder.resolve(name), body);
    }

    private Program aws() throws IOException {
        var config = Files.writeString(
                folder.resolve("aws-config"), "[default]\nregion = us-east-1\ns3 =\n  signature_version = s3v4\n");
        return Program.find(
                        "aws",
                        "awscli",
                        Map.of(
                                "AWS_ACCESS_KEY_ID", RunningStore.CREDENTIALS.accessKeyId(),
                                "AWS_SECRET_ACCESS_KEY", RunningStore.CREDENTIALS.secretAccessKey(),
                                "AWS_DEFAULT_REGION", "us-east-1",
                                "AWS_CONFIG_FILE", config.toString(),
                                "AWS_EC2_METADATA_DISABLED", "true"),
                        folder)
                .with("--endpoint-url", running.store().endpoint().toString());
    }

    private Program rclone() {
        return Program.find(
                "rclone",
                "rclone",
                Map.of(
                        "RCLONE_CONFIG", folder.resolve("rclone.conf").toString(),
                        "RCLONE_CONFIG_KARET_TYPE", "s3",
                        "RCLONE_CONFIG_KARET_PROVIDER", "Other",
                        "RCLONE_CONFIG_KARET_ENDPOINT",
                                running.store().endpoint().toString(),
                        "RCLONE_CONFIG_KARET_ACCESS_KEY_ID", RunningStore.CREDENTIALS.accessKeyId(),
                        "RCLONE_CONFIG_KARET_SECRET_ACCESS_KEY", RunningStore.CREDENTIALS.secretAccessKey()),
                folder);
    }
}
