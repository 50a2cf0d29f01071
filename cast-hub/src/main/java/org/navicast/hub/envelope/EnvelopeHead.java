package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What decides the way of an envelope: topic, event name, who publishes, whom it is meant for.
 *
 * <p>One instance reads one message after the other into the same memory; what it holds is valid
 * until the next {@link #parse}. The whole message is checked to be one JSON value in UTF-8,
 * because the same bytes go on to subscribers, whose parsers and sockets would fail on anything
 * else. Where a key is repeated the last one counts, as in the parsers of those who receive it.
 */
public final class EnvelopeHead {
  private final JsonFactory json;
  private final int maxNameLength;
  private final Text topic;
  private final Text event;
  private final Text subscriberName;
  private final Text subscriber;
  private final Text publisher;
  private final TargetFilter targetActor;
  private final TargetFilter targetProduct;
  private final TargetFilter targetSubscriber;
  private boolean hasEvent;
  private byte[] scratch = new byte[4096];

  /**
   * @param maxNameLength longest topic, name or target that is taken, in characters
   */
  public EnvelopeHead(int maxNameLength) {
    this.json = Json.factory();
    this.maxNameLength = maxNameLength;
    this.topic = new Text(maxNameLength);
    this.event = new Text(maxNameLength);
    this.subscriberName = new Text(maxNameLength);
    this.subscriber = new Text(maxNameLength);
    this.publisher = new Text(maxNameLength);
    this.targetActor = new TargetFilter(maxNameLength);
    this.targetProduct = new TargetFilter(maxNameLength);
    this.targetSubscriber = new TargetFilter(maxNameLength);
  }

  /** True where a message could be a JSON object at all: its first byte after blanks is a brace. */
  public static boolean startsObject(ByteBuf message) {
    for (int i = message.readerIndex(); i < message.writerIndex(); i++) {
      byte b = message.getByte(i);
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{';
      }
    }
    return false;
  }

  /**
   * Reads a message without moving its reader index.
   *
   * @return false where it is sound JSON but not an envelope: it has no object {@code event}
   * @throws EnvelopeException where it is not JSON, or a name in it is too long
   */
  public boolean parse(ByteBuf message) throws EnvelopeException {
    if (!Utf8.is(message)) {
      clear();
      throw new EnvelopeException("Could not parse request: not UTF-8", 0);
    }
    return parseUtf8(message);
  }

  /** The same for a message of which it is known that it is UTF-8. */
  public boolean parseUtf8(ByteBuf message) throws EnvelopeException {
    clear();
    int length = message.readableBytes();
    boolean inArray = message.hasArray();
    byte[] bytes = inArray ? message.array() : copied(message, length);
    int start = inArray ? message.arrayOffset() + message.readerIndex() : 0;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, start, length)) {
      document(parser);
    } catch (JacksonException e) {
      throw new EnvelopeException(
          "Could not parse request: " + e.getOriginalMessage(), offsetOf(e));
    }
    return hasEvent;
  }

  private byte[] copied(ByteBuf message, int length) {
    if (scratch.length < length) {
      // The connection's size limit bounds this; doubling keeps the number of steps small.
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    message.getBytes(message.readerIndex(), scratch, 0, length);
    return scratch;
  }

  private static long offsetOf(JacksonException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
  }

  private void clear() {
    hasEvent = false;
    topic.clear();
    event.clear();
    subscriberName.clear();
    subscriber.clear();
    publisher.clear();
    targetActor.open();
    targetProduct.open();
    targetSubscriber.open();
  }

  private void document(JsonParser parser) throws EnvelopeException {
    @Nullable JsonToken first = parser.nextToken();
    if (first == null) {
      throw new EnvelopeException("Could not parse request: it is empty", 0);
    }
    if (first == JsonToken.START_OBJECT) {
      root(parser);
    } else {
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new EnvelopeException(
          "Could not parse request: more than one JSON value",
          parser.currentTokenLocation().getByteOffset());
    }
  }

  private void root(JsonParser parser) throws EnvelopeException {
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case "event" -> event(parser);
        case "subscriber.name" -> text(parser, key, subscriberName);
        case "subscriber" -> text(parser, key, subscriber);
        case "publisher" -> text(parser, key, publisher);
        case "target.actor" -> target(parser, key, targetActor);
        case "target.product.name" -> target(parser, key, targetProduct);
        case "target.subscriber.name" -> target(parser, key, targetSubscriber);
        default -> parser.skipChildren();
      }
    }
  }

  private void event(JsonParser parser) throws EnvelopeException {
    topic.clear();
    event.clear();
    hasEvent = parser.currentToken() == JsonToken.START_OBJECT;
    if (!hasEvent) {
      parser.skipChildren();
      return;
    }
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case "hub.topic" -> text(parser, key, topic);
        case "hub.event" -> text(parser, key, event);
        default -> parser.skipChildren();
      }
    }
  }

  /** A value that is no string counts as absent. */
  private void text(JsonParser parser, String key, Text into) throws EnvelopeException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      into.clear();
      parser.skipChildren();
    } else if (!into.set(
        parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength())) {
      throw new EnvelopeException(
          "'" + key + "' is longer than " + maxNameLength + " characters",
          parser.currentTokenLocation().getByteOffset());
    }
  }

  private void target(JsonParser parser, String key, TargetFilter into) throws EnvelopeException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> text(parser, key, into.restricted());
      case VALUE_NULL -> into.open();
      case START_OBJECT -> targetObject(parser, into);
      case null, default -> {
        into.closed();
        parser.skipChildren();
      }
    }
  }

  /** The first that is there of {@code id}, {@code key}, {@code name} names the target. */
  private void targetObject(JsonParser parser, TargetFilter into) throws EnvelopeException {
    into.closed();
    int bestRank = Integer.MAX_VALUE;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      JsonToken value = parser.nextToken();
      int rank =
          switch (key) {
            case "id" -> 0;
            case "key" -> 1;
            case "name" -> 2;
            default -> Integer.MAX_VALUE;
          };
      if (value == JsonToken.VALUE_STRING && rank < bestRank) {
        bestRank = rank;
        text(parser, key, into.restricted());
      } else {
        parser.skipChildren();
      }
    }
  }

  /**
   * What a publish needs and a request does not.
   *
   * @throws EnvelopeException where there is no topic
   */
  public void requireTopic() throws EnvelopeException {
    if (topic.isEmpty()) {
      throw new EnvelopeException("Missing event.hub.topic for publish request", 0);
    }
  }

  /** The {@code hub.topic}; empty where the envelope has none. */
  public Text topic() {
    return topic;
  }

  /** The {@code hub.event}; empty where the envelope has none. */
  public Text event() {
    return event;
  }

  /** Who publishes; empty where the envelope does not say. */
  public Text publisher() {
    if (!subscriberName.isEmpty()) {
      return subscriberName;
    }
    return subscriber.isEmpty() ? publisher : subscriber;
  }

  public TargetFilter targetActor() {
    return targetActor;
  }

  public TargetFilter targetProduct() {
    return targetProduct;
  }

  public TargetFilter targetSubscriber() {
    return targetSubscriber;
  }
}
