package dev.karet.store;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Builds the AWS client as Karet wants it: one deadline over all attempts, connections that are reused, and no proxy on the way to a
 * store on this machine.
 *
 * <p>Flexible checksums are left off because stores other than AWS refuse them. Uploads are protected all the same: over plain HTTP the
 * SDK signs every chunk with SHA-256, over HTTPS the transport authenticates each record.
 */
final class S3Clients {

    private static final int ATTEMPTS = 8;
    private static final int CONNECTIONS = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    /** Below the 30 s after which servers close an idle connection, so that we are the ones who close it. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private S3Clients() {}

    static S3Client create(StoreSettings settings) {
        var builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(http(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .disableS3ExpressSessionAuth(true)
                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadline())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        settings.endpoint()
                .ifPresent(address -> builder.endpointOverride(address).forcePathStyle(true));
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StoreSettings settings) {
        return settings.credentials()
                .<AwsCredentialsProvider>map(c -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(c.accessKeyId(), c.secretAccessKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static SdkHttpClient.Builder<?> http(StoreSettings settings) {
        var builder = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(shorter(LONGEST_CONNECT, settings.deadline()))
                .connectionAcquisitionTimeout(settings.deadline())
                .socketTimeout(shorter(LONGEST_SILENCE, settings.deadline()))
                .connectionMaxIdleTime(IDLE);
        if (settings.endpoint().filter(S3Clients::isLoopback).isPresent()) {
            builder.proxyConfiguration(ProxyConfiguration.builder()
                    .useEnvironmentVariableValues(false)
                    .useSystemPropertyValues(false)
                    .build());
        }
        return builder;
    }

    private static boolean isLoopback(URI address) {
        try {
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
