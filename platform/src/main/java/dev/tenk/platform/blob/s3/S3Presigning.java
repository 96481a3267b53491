package dev.tenk.platform.blob.s3;

import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.PresignedPut;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Signs requests that clients send to the bucket themselves. Nothing is sent here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">
 *     Signature Version 4 in the query</a>
 */
final class S3Presigning implements AutoCloseable {

  private final S3Presigner presigner;
  private final String bucket;

  S3Presigning(S3Config config, AwsCredentialsProvider credentials, String bucket) {
    var builder =
        S3Presigner.builder()
            .credentialsProvider(credentials)
            .region(Region.of(config.region()))
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(config.pathStyle())
                    .checksumValidationEnabled(false)
                    .build());
    config.publicEndpoint().or(config::endpoint).ifPresent(builder::endpointOverride);
    this.presigner = builder.build();
    this.bucket = bucket;
  }

  /** A PUT of exactly so many bytes that is good for so long. */
  PresignedPut put(BlobKey key, long bytes, Duration life) {
    PresignedPutObjectRequest signed =
        presigner.presignPutObject(
            request ->
                request
                    .signatureDuration(life)
                    .putObjectRequest(
                        put -> put.bucket(bucket).key(key.toString()).contentLength(bytes)));
    Map<String, String> headers = new HashMap<>();
    signed
        .signedHeaders()
        .forEach((name, values) -> headers.put(name, String.join(",", List.copyOf(values))));
    headers.remove("host");
    return new PresignedPut(URI.create(signed.url().toString()), headers);
  }

  @Override
  public void close() {
    presigner.close();
  }
}
