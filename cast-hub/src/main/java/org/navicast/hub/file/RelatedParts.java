package org.navicast.hub.file;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload.MultipartStream;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.envelope.BinaryEvents;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A publish by {@code multipart/related} (RFC 2387), read from disk to disk: an envelope, then a
 * part for each of its {@code context.files[]} that no address is given for.
 *
 * @param envelope as it goes to subscribers
 * @param batch its files
 * @param payloads what can be fetched of them, by id
 */
record RelatedParts(
    ObjectNode envelope, Payloads.Batch batch, Map<String, Payloads.Payload> payloads) {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAX_FILES = 10_000;
  private static final int MAX_NAME_LENGTH = 255;

  /** A file is handed out in pieces of no more than this, as the reference hub does. */
  private static final long CHUNK_BYTES = 4 << 20;

  private record Part(String type, long offset, long length) {}

  /**
   * Reads it.
   *
   * @param spool all of the body
   * @param boundary between the parts
   * @param maxJsonBytes longest envelope
   * @param payloads for ids and times only
   * @throws Refusal where it is no such publish
   */
  static RelatedParts read(FileChannel spool, byte[] boundary, int maxJsonBytes, Payloads payloads)
      throws IOException, Refusal {
    FileChannel files = Payloads.newFile();
    try {
      spool.position(0);
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      List<Part> parts = parts(Channels.newInputStream(spool), boundary, json, maxJsonBytes, files);
      return join(json.toByteArray(), parts, files, payloads);
    } catch (IOException | Refusal | RuntimeException e) {
      Payloads.close(files);
      throw e;
    }
  }

  private static List<Part> parts(
      InputStream body,
      byte[] boundary,
      ByteArrayOutputStream json,
      int maxJsonBytes,
      FileChannel files)
      throws IOException, Refusal {
    List<Part> parts = new ArrayList<>();
    try {
      MultipartStream stream = new MultipartStream(body, boundary, BUFFER_BYTES, null);
      boolean more = stream.skipPreamble();
      if (!more) {
        throw bad("multipart/related has no parts");
      }
      if (!typeIn(stream.readHeaders()).contains("json")) {
        throw bad("The first part must be JSON, such as application/dicom+json");
      }
      stream.readBodyData(new Bounded(json, maxJsonBytes));
      OutputStream out = Channels.newOutputStream(files);
      while (stream.readBoundary()) {
        if (parts.size() == MAX_FILES) {
          throw bad("More than " + MAX_FILES + " files");
        }
        String type = typeIn(stream.readHeaders());
        long offset = files.position();
        stream.readBodyData(out);
        parts.add(new Part(type, offset, files.position() - offset));
      }
      return parts;
    } catch (MultipartStream.MalformedStreamException e) {
      throw bad("Malformed multipart/related: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw bad("Malformed multipart/related: its boundary is too long");
    } catch (Bounded.FullException _) {
      throw new Refusal(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "The JSON part is longer than this hub takes");
    }
  }

  /** Of a part without one it is that of any bytes. */
  private static String typeIn(String headers) {
    for (String line : headers.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("content-type")) {
        return essence(line.substring(colon + 1));
      }
    }
    return "application/octet-stream";
  }

  private static String essence(String type) {
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  private static RelatedParts join(
      byte[] json, List<Part> parts, FileChannel file, Payloads payloads) throws Refusal {
    if (!(Json.read(json) instanceof ObjectNode envelope)
        || !(envelope.get("event") instanceof ObjectNode event)) {
      throw bad("The JSON part must be an envelope with an object 'event'");
    }
    if (!BinaryEvents.has(Json.text(event, "hub.event"))) {
      throw bad(
          "Files go with events of dicom, nifti, jpg, png, nrrd, imagingstudy and scene only");
    }
    if (!(event.path("context").path("files") instanceof ArrayNode files) || files.isEmpty()) {
      throw bad("A publish with files needs a list event.context.files");
    }
    List<ObjectNode> uploaded = new ArrayList<>();
    for (JsonNode each : files) {
      if (!(each instanceof ObjectNode entry)) {
        throw bad("Each of event.context.files must be an object");
      }
      BinaryEvents.strip(entry);
      if (!hasAddress(entry)) {
        uploaded.add(entry);
      }
    }
    if (uploaded.size() != parts.size()) {
      throw bad(
          "Want "
              + uploaded.size()
              + " parts after the JSON, one for each file without a url, but have "
              + parts.size());
    }
    long bytes = parts.stream().mapToLong(Part::length).sum();
    Payloads.Batch batch = new Payloads.Batch(file, bytes, payloads.expiry());
    Map<String, Payloads.Payload> byId = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      hand(uploaded.get(i), parts.get(i), batch, payloads, byId);
    }
    return new RelatedParts(envelope, batch, byId);
  }

  private static boolean hasAddress(ObjectNode entry) {
    return Json.text(entry, "url").toLowerCase(Locale.ROOT).matches("https?://.+");
  }

  /** Says in the entry by which ids its file can be fetched. */
  private static void hand(
      ObjectNode entry,
      Part part,
      Payloads.Batch batch,
      Payloads payloads,
      Map<String, Payloads.Payload> byId)
      throws Refusal {
    String name = Json.text(entry, "fileName");
    @Nullable String fault = faultOf(name);
    if (fault != null) {
      throw Refusal.fileName(fault, name);
    }
    if (part.length() == 0) {
      throw bad("The part of " + name + " is empty");
    }
    JsonNode told = entry.path("byteLength");
    if (told.isIntegralNumber() && told.asLong() >= 0 && told.asLong() != part.length()) {
      throw bad("The part of " + name + " has " + part.length() + " bytes, byteLength says other");
    }
    String type = essence(Json.text(entry, "mimeType"));
    if (type.isEmpty()) {
      type = part.type();
    }
    entry.remove("url");
    entry.put("byteLength", part.length());
    ArrayNode ids = entry.putArray("payloadIds");
    ArrayNode lengths = entry.putArray("chunkByteLengths");
    for (long at = 0; at < part.length(); at += CHUNK_BYTES) {
      String id = payloads.newId();
      long length = Math.min(CHUNK_BYTES, part.length() - at);
      ids.add(id);
      lengths.add(length);
      byId.put(id, new Payloads.Payload(batch, part.offset() + at, length, name, type));
    }
    entry.put("expiresAt", Json.timestamp(batch.expires()));
  }

  /** A receiver may save it by that name: it must be one, and lead nowhere else. */
  private static @Nullable String faultOf(String name) {
    if (name.isEmpty()) {
      return "context.files[].fileName is missing";
    }
    boolean plain =
        name.length() <= MAX_NAME_LENGTH
            && !name.startsWith(".")
            && !name.contains("..")
            && name.chars().noneMatch(c -> c < ' ' || c == 127 || "/\\\"".indexOf(c) >= 0);
    return plain ? null : "A file's name must be plain, without folders";
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }

  /** Takes so many bytes and no more. */
  private static final class Bounded extends OutputStream {
    private static final class FullException extends IOException {
      private static final long serialVersionUID = 1L;
    }

    private final ByteArrayOutputStream into;
    private final int most;

    Bounded(ByteArrayOutputStream into, int most) {
      this.into = into;
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > most - into.size()) {
        throw new FullException();
      }
      into.write(bytes, offset, length);
    }
  }

  /** The boundary that a content type names. */
  static byte[] boundaryOf(String contentType) throws Refusal {
    for (String parameter : contentType.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("boundary")) {
        String value = parameter.substring(equals + 1).strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
          value = value.substring(1, value.length() - 1);
        }
        if (value.matches("[\\x21-\\x7e ]{1,70}")) {
          return value.getBytes(StandardCharsets.US_ASCII);
        }
      }
    }
    throw bad("multipart/related needs a boundary of 1 to 70 characters");
  }
}
