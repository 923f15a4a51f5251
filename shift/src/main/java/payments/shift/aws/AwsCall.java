package payments.shift.aws;

import java.util.Set;
import java.util.function.Supplier;
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
   * @throws ShiftException if it fails, whatever the reason
   */
  <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new ShiftException(explain(e), e);
    }
  }

  /** What went wrong and what to do. */
  String explain(SdkException e) {
    if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      String code = refused.awsErrorDetails().errorCode();
      if (DENIED.contains(code)) {
        return "%s may not be read or changed: allow %s to who runs this. AWS says: %s"
            .formatted(what, action, refused.awsErrorDetails().errorMessage());
      }
      if (KEY_DENIED.contains(code)) {
        return "%s needs a key: allow kms:Decrypt and kms:GenerateDataKey on it to who runs this. AWS says: %s"
            .formatted(what, refused.awsErrorDetails().errorMessage());
      }
      if (SIGNED_OUT.contains(code)) {
        return "%s: AWS does not take the credentials (%s): sign in again, then run it again"
            .formatted(what, code);
      }
      if (refused.isThrottlingException()) {
        return "%s: AWS throttles %s, also when asked again: find who else calls it so often"
            .formatted(what, action);
      }
      return "%s: %s failed with %s: %s"
          .formatted(what, action, code, refused.awsErrorDetails().errorMessage());
    }
    String reason = String.valueOf(e.getMessage());
    return reason.startsWith(NO_CREDENTIALS)
        ? "%s: there are no credentials for AWS: sign in, or set AWS_PROFILE".formatted(what)
        : "%s: %s was not answered: %s".formatted(what, action, reason);
  }
}
