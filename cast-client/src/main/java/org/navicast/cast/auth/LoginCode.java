package org.navicast.cast.auth;

import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to let a gateway in (RFC 8628, section 3.3). No secret: it is worth nothing
 * without that person's own login.
 *
 * @param userCode short, to be typed
 * @param page where it is typed, in a browser on any machine
 * @param pageWithCode the same with the code in it, for a QR code, where the provider gives one
 * @param lifeSeconds how long the code is good for, 1…86,400
 */
public record LoginCode(String userCode, URI page, Optional<URI> pageWithCode, long lifeSeconds) {
  private static final long MAX_LIFE_SECONDS = 86_400;

  /** What fits into a QR code that fits onto a terminal. */
  private static final int MAX_PAGE = 500;

  /** It is shown on a terminal, so it must not be able to command one. */
  private static final Pattern USER_CODE = Pattern.compile("[\\x21-\\x7e]{1,64}");

  /** As a provider told it. */
  static LoginCode of(DeviceAuthorizationSuccessResponse told) {
    LoginCode code =
        new LoginCode(
            told.getUserCode().getValue(),
            told.getVerificationURI(),
            Optional.ofNullable(told.getVerificationURIComplete()),
            Math.clamp(told.getLifetime(), 1, MAX_LIFE_SECONDS));
    if (!USER_CODE.matcher(code.userCode()).matches()
        || !isPage(code.page())
        || !code.pageWithCode().map(LoginCode::isPage).orElse(true)) {
      throw new LoginTrouble("the identity provider gives a code that cannot be shown to a person");
    }
    return code;
  }

  private static boolean isPage(URI uri) {
    @Nullable String scheme = uri.getScheme();
    return scheme != null
        && List.of("https", "http").contains(scheme)
        && uri.getHost() != null
        && uri.toString().length() <= MAX_PAGE;
  }
}
