package payments.shift.aws;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.ShiftException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what AWS refuses into something that a person can mend.
 *
 * @param action the IAM action that the call needs: {@code route53:ListResourceRecordSets}
 * @param what what it is needed for: {@code the weighted records of origin.pay.example.com}
 */
record AwsCall(String action, String what) {
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "AuthorizationErrorException",
          "UnauthorizedOperation");

  private static final Set<String> KEY_DENIED =
      Set.of("KMSAccessDenied", "KMSAccessDeniedException");
  private static final Set<String> SIGNED_OUT =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "RequestExpired",
          "UnrecognizedClientException");

  /** How the SDK begins to tell that nothing in its chain has any, followed by the whole chain. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  /**
   * Calls.
   *
   * @throws BlockedException if it fails until a person has done something
   * @throws ShiftException if it fails otherwise
   */
  <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (ShiftException e) {
      throw e;
    } catch (SdkException e) {
      throw failure(e);
    } catch (RuntimeException e) { // Not every mistake of an HTTP client is an SdkException.
      throw new ShiftException("%s: %s was not answered: %s".formatted(what, action, e), e);
    }
  }

  /** What went wrong and what to do. */
  ShiftException failure(SdkException e) {
    return blocked(e)
        .<ShiftException>map(text -> new BlockedException(text, e))
        .orElseGet(() -> new ShiftException(otherwise(e), e));
  }

  private Optional<String> blocked(SdkException e) {
    if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      String code = refused.awsErrorDetails().errorCode();
      String said = refused.awsErrorDetails().errorMessage();
      if (DENIED.contains(code)) {
        return Optional.of(
            "%s may not be read or changed: allow %s to who runs this. AWS says: %s"
                .formatted(what, action, said));
      }
      if (KEY_DENIED.contains(code)) {
        return Optional.of(
            "%s needs a key: allow kms:Decrypt and kms:GenerateDataKey on it to who runs this. AWS says: %s"
                .formatted(what, said));
      }
      if (SIGNED_OUT.contains(code)) {
        return Optional.of(
            "%s: AWS does not take the credentials (%s): sign in again, then run it again"
                .formatted(what, code));
      }
      return Optional.empty();
    }
    return String.valueOf(e.getMessage()).startsWith(NO_CREDENTIALS)
        ? Optional.of(
            "%s: there are no credentials for AWS: sign in, or set AWS_PROFILE".formatted(what))
        : Optional.empty();
  }

  private String otherwise(SdkException e) {
    if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      return refused.isThrottlingException()
          ? "%s: AWS throttles %s, also when asked again: find who else calls it so often"
              .formatted(what, action)
          : "%s: %s failed with %s: %s"
              .formatted(
                  what,
                  action,
                  refused.awsErrorDetails().errorCode(),
                  refused.awsErrorDetails().errorMessage());
    }
    return "%s: %s was not answered: %s".formatted(what, action, e.getMessage());
  }
}
