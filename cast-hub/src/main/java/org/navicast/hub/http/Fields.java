package org.navicast.hub.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The named values of a small request, whether they came as form, JSON or query. */
public final class Fields {
  private static final int MAX_FIELDS = 64;

  private final Map<String, List<String>> values = new HashMap<>();

  private Fields() {}

  /** Values of the query come before those of the body. */
  public static Fields of(FullHttpRequest request) throws Refusal {
    Fields fields = new Fields();
    if (isJson(request)) {
      Json.readObject(request.content()).forEachEntry(fields::putJson);
    } else if (isForm(request)) {
      String form = request.content().toString(StandardCharsets.UTF_8);
      fields.putAll(new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MAX_FIELDS));
    } else {
      throw new Refusal(
          HttpResponseStatus.BAD_REQUEST, "Unsupported Content-Type, send a form or JSON");
    }
    return fields.withQuery(request);
  }

  /** As {@link #of}, for a request that may come without a body of any kind. */
  public static Fields ofOptional(FullHttpRequest request) throws Refusal {
    return request.content().isReadable() ? of(request) : new Fields().withQuery(request);
  }

  private Fields withQuery(HttpRequest request) throws Refusal {
    putAll(new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MAX_FIELDS));
    return this;
  }

  /** JSON, or what FHIRcast's example calls it. */
  public static boolean isJson(HttpRequest request) {
    String type = contentType(request);
    return type.equals("application/json") || type.equals("application/fhir+json");
  }

  private static boolean isForm(HttpRequest request) {
    String type = contentType(request);
    return type.isEmpty() || type.equals("application/x-www-form-urlencoded");
  }

  /** Without parameters: a page may send {@code text/plain;application/json} and ask nobody. */
  private static String contentType(HttpRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
  }

  private void putAll(QueryStringDecoder decoder) throws Refusal {
    try {
      values.putAll(decoder.parameters());
    } catch (IllegalArgumentException e) {
      throw new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed percent-encoding");
    }
  }

  /** A list stays a list of texts; what is no scalar is kept as its JSON. */
  private void putJson(String key, JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> texts.add(textOf(element)));
    } else if (!value.isNull()) {
      texts.add(textOf(value));
    }
    if (!texts.isEmpty()) {
      values.put(key, texts);
    }
  }

  private static String textOf(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  /** All values of a field, whose dots the client may have written as underscores. */
  public List<String> all(String name) {
    List<String> dotted = values.get(name);
    return dotted != null ? dotted : values.getOrDefault(name.replace('.', '_'), List.of());
  }

  /** The first value of a field, or null. */
  public @Nullable String get(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }
}
