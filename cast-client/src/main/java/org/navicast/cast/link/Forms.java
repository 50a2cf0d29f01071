package org.navicast.cast.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Bodies of type {@code application/x-www-form-urlencoded}. */
public final class Forms {
  public static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private Forms() {}

  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> escape(field.getKey()) + "=" + escape(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
