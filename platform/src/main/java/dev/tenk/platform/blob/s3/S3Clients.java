package dev.tenk.platform.blob.s3;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Two clients over the same connections: one for single requests, one that sends large files in
 * parts.
 */
final class S3Clients implements AutoCloseable {

  /** Parts of a large upload; Amazon's least is 5 MiB. */
  static final long PART_BYTES = 8L << 20;

  private static final int EVENT_LOOPS = 2;
  private static final long CLOSE_SECONDS = 5;

  private final AwsCredentialsProvider credentials;
  private final EventLoopGroup eventLoops;
  private final SdkAsyncHttpClient http;
  private final S3AsyncClient single;
  private final S3AsyncClient inParts;

  S3Clients(S3Config config) {
    // first, since it may refuse what is configured, and there is nothing to close then
    credentials = credentials(config);
    eventLoops = new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("s3", true));
    http =
        NettyNioAsyncHttpClient.builder()
            .maxConcurrency(config.maxConnections())
            .maxPendingConnectionAcquires(config.maxConnections())
            .connectionTimeout(config.connectTimeout())
            .connectionAcquisitionTimeout(config.connectTimeout())
            .tlsNegotiationTimeout(config.connectTimeout())
            .readTimeout(config.socketTimeout())
            .writeTimeout(config.socketTimeout())
            .eventLoopGroup(SdkEventLoopGroup.create(eventLoops, NioSocketChannel::new))
            .build();
    single = client(config, false);
    inParts = client(config, true);
  }

  S3AsyncClient single() {
    return single;
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  S3AsyncClient inParts() {
    return inParts;
  }

  private S3AsyncClient client(S3Config config, boolean multipart) {
    var builder =
        S3AsyncClient.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .region(Region.of(config.region()))
            .forcePathStyle(config.pathStyle())
            // compatible stores refuse the checksums that are sent by default
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallTimeout(config.timeout())
                        .apiCallAttemptTimeout(config.timeout()));
    config.endpoint().ifPresent(builder::endpointOverride);
    if (multipart) {
      builder
          .multipartEnabled(true)
          .multipartConfiguration(
              parts ->
                  parts
                      .minimumPartSizeInBytes(PART_BYTES)
                      .thresholdInBytes(2 * PART_BYTES)
                      .apiCallBufferSizeInBytes(2 * PART_BYTES));
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Config config) {
    Optional<String> id = config.accessKeyId();
    Optional<String> secret = config.secretAccessKey();
    if (id.isPresent() != secret.isPresent()) {
      throw new ConfigurationException(
          "tenk.blob.s3.access-key-id and secret-access-key must be set both or not at all");
    }
    return id.isPresent()
        ? StaticCredentialsProvider.create(
            AwsBasicCredentials.create(id.get(), secret.orElseThrow()))
        : DefaultCredentialsProvider.builder().build();
  }

  @Override
  public void close() {
    inParts.close();
    single.close();
    http.close();
    // a group that the client had made would wait for two seconds in which nothing comes
    eventLoops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
    if (credentials instanceof DefaultCredentialsProvider found) {
      found.close();
    }
  }
}
