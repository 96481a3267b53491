package dev.tenk.platform.blob.s3;

import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobStoreException;
import dev.tenk.platform.blob.PresignedPut;
import dev.tenk.platform.blob.StagedBlob;
import dev.tenk.platform.blob.Staging;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * Blobs as objects of a bucket, under {@code collection/group/name}. An object shows only when it
 * is whole. Uploads above 16 MiB go in parts; those that were never ended are aborted by {@link
 * #deleteStaged}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">Amazon S3 API reference</a>
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {

  private final S3Clients clients;
  private final S3AsyncClient s3;
  private final String bucket;
  private final Staging staging;
  private final S3Presigning presigning;

  private S3BlobStore(S3Clients clients, S3Presigning presigning, String bucket, Staging staging) {
    this.presigning = presigning;
    this.clients = clients;
    this.s3 = clients.single();
    this.bucket = bucket;
    this.staging = staging;
  }

  /**
   * Opens the bucket; nothing is sent yet.
   *
   * @param staging where bytes wait until the bucket has taken them
   * @throws ConfigurationException when no bucket is named
   */
  public static S3BlobStore open(S3Config config, Staging staging) {
    String bucket =
        config
            .bucket()
            .orElseThrow(() -> new ConfigurationException("tenk.blob.s3.bucket must be set"));
    S3Clients clients = new S3Clients(config);
    return new S3BlobStore(
        clients, new S3Presigning(config, clients.credentials(), bucket), bucket, staging);
  }

  @Override
  public StagedBlob stage(InputStream source, long maxBytes) throws IOException {
    return staging.receive(source, maxBytes, this::upload);
  }

  private void upload(Path file, BlobKey key) throws BlobStoreException {
    await(
        clients
            .inParts()
            .putObject(
                put -> put.bucket(bucket).key(key.toString()), AsyncRequestBody.fromFile(file)));
  }

  @Override
  public void put(BlobKey key, byte[] bytes) throws IOException {
    await(
        s3.putObject(
            put -> put.bucket(bucket).key(key.toString()), AsyncRequestBody.fromBytes(bytes)));
  }

  @Override
  public Optional<Blob> find(BlobKey key) throws IOException {
    CompletableFuture<HeadObjectResponse> head =
        s3.headObject(get -> get.bucket(bucket).key(key.toString()));
    try {
      return Optional.of(new S3Blob(s3, bucket, key, await(head).contentLength()));
    } catch (BlobStoreException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<PresignedPut> presignPut(BlobKey key, long bytes, Duration life) {
    return Optional.of(presigning.put(key, bytes, life));
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    delete(key.toString());
  }

  @Override
  public void deleteGroup(String collection, String group) throws IOException {
    S3Listing.forEach(s3, bucket, prefix(collection, group), object -> delete(object.key()));
  }

  // one by one: the request for many needs a checksum that compatible stores disagree about
  private void delete(String key) throws IOException {
    await(s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  /** One request for each 1,000 blobs; groups come in the order of their names. */
  @Override
  public void forEachGroup(String collection, Consumer<BlobGroup> visitor) throws IOException {
    var groups = new S3Groups(visitor);
    S3Listing.forEach(s3, bucket, collection + "/", groups::add);
    groups.end();
  }

  @Override
  public int deleteStaged(Instant before) throws IOException {
    int deleted = staging.deleteBefore(before);
    for (MultipartUpload upload :
        await(s3.listMultipartUploads(list -> list.bucket(bucket))).uploads()) {
      if (upload.initiated().isBefore(before)) {
        abort(upload);
        deleted++;
      }
    }
    return deleted;
  }

  private void abort(MultipartUpload upload) throws IOException {
    try {
      await(
          s3.abortMultipartUpload(
              abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    } catch (IOException e) {
      if (!(e.getCause() instanceof NoSuchUploadException)) {
        throw e;
      }
    }
  }

  private static String prefix(String collection, String group) {
    // checked as the parts of a key, so that no other group begins with it
    BlobKey key = new BlobKey(collection, group, "x");
    return key.collection() + "/" + key.group() + "/";
  }

  @Override
  public void close() {
    presigning.close();
    clients.close();
  }

  /** The answer, when it is there. */
  static <T> T await(CompletableFuture<T> answer) throws BlobStoreException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new BlobStoreException(e);
    } catch (ExecutionException e) {
      throw new BlobStoreException(Objects.requireNonNullElse(e.getCause(), e));
    }
  }
}
