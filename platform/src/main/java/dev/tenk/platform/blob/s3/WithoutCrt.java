package dev.tenk.platform.blob.s3;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * In native images: the checksums that need Amazon's C library, which is not here. Without it the
 * client refuses them on a JVM too; an image does not even link with a mention of it.
 */
@TargetClass(
    className = "software.amazon.awssdk.checksums.internal.ChecksumProvider",
    onlyWith = WithoutCrt.ClientIsThere.class)
final class WithoutCrt {

  @Substitute
  static SdkChecksum createCrtCrc32C() {
    throw new UnsupportedOperationException("CRC32C needs aws-crt");
  }

  @Substitute
  static SdkChecksum crc64NvmeCrtImplementation() {
    throw new UnsupportedOperationException("CRC64NVME needs aws-crt");
  }

  @Substitute
  static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
    throw new UnsupportedOperationException(algorithm.algorithmId() + " needs aws-crt");
  }

  /** Whether the service has blobs at all. */
  static final class ClientIsThere implements BooleanSupplier {

    ClientIsThere() {}

    @Override
    public boolean getAsBoolean() {
      try {
        Class.forName(
            "software.amazon.awssdk.checksums.SdkChecksum", false, getClass().getClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }
}
