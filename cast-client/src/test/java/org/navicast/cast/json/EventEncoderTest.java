package org.navicast.cast.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.NaviProfile.Understood;
import org.navicast.cast.event.Source;

class EventEncoderTest {
  private static final String SESSION = "4f1c2f0e-6d8e-4a39-9d53-0b7a8f2f5c11";
  private static final Sender SENDER =
      new Sender("or-3", SESSION, "NAVICAST-A1B2C3", "NAVICast", "CONTROLLER");

  /** 2026-11-21T06:13:10.123456Z, at which the monotonic clock shows 5 s. */
  private static final long NOW_EPOCH_MICROS = 1_795_241_590_123_456L;

  private static final long NOW_NANOS = 5_000_000_000L;
  private static final long CAPTURED = NOW_NANOS - 250_000;

  private static final String HEAD =
      "{\"timestamp\":\"2026-11-21T06:13:10.123456Z\",\"id\":\""
          + SESSION
          + "-7\",\"subscriber.name\":\"NAVICAST-A1B2C3\",\"subscriber.product.name\":\"NAVICast\","
          + "\"subscriber.actor\":\"CONTROLLER\",\"event\":{\"hub.topic\":\"OR-3\",\"hub.event\":\"";

  private static final Source PEDALS = new Source("pedals", "footswitch");
  private static final String BINDING =
      "{\"device\":\"pedals\",\"input\":\"left tap\",\"action\":\"slice.next\","
          + "\"words\":\"left tap: slice.next\"";

  private final EventEncoder encoder = new EventEncoder(SENDER);

  @Test
  void buttonPressed() {
    assertThat(
            encoded(
                new NaviButton(
                    new Source("pedals", "footswitch"),
                    CAPTURED,
                    "left",
                    NaviButton.State.PRESSED,
                    3,
                    0,
                    250,
                    150,
                    CancelReason.NONE)))
        .isEqualTo(
            HEAD
                + "navi-button"
                + resource("pedals", "footswitch")
                + "\"control\":\"left\",\"state\":\"pressed\",\"pressId\":3,\"heldMillis\":0,"
                + "\"leaseMillis\":250,\"validMillis\":150}}]}}");
  }

  @Test
  void aFhircastHubGetsTheEventAloneUnderAPrivateName() {
    ByteBuf out = Unpooled.buffer();
    new EventEncoder(SENDER, new Dialect.Fhircast("org.example"))
        .encode(
            new NaviDevice(
                new Source("cap", "6dof"), CAPTURED, NaviDevice.State.CONNECTED, "", "", ""),
            "OR-3",
            7,
            NOW_NANOS,
            NOW_EPOCH_MICROS,
            out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            "{\"timestamp\":\"2026-11-21T06:13:10.123456Z\",\"id\":\""
                + SESSION
                + "-7\",\"event\":{\"hub.topic\":\"OR-3\",\"hub.event\":\"org.example.navi_device\","
                + "\"context\":[{\"key\":\"navicast\",\"resource\":{");
  }

  @Test
  void buttonCancelledSaysWhy() {
    assertThat(
            encoded(
                new NaviButton(
                    new Source("pedals", "footswitch"),
                    CAPTURED,
                    "left",
                    NaviButton.State.CANCELLED,
                    3,
                    1_200,
                    250,
                    0,
                    CancelReason.DEVICE_LOST)))
        .endsWith("\"validMillis\":0,\"reason\":\"device-lost\"}}]}}");
  }

  @Test
  void motion() {
    assertThat(
            encoded(
                new NaviMotion(
                    new Source("mouse", "6dof"), CAPTURED, 0.5, -1, 0, 0.25, 0, -0.0625, 250, 2)))
        .isEqualTo(
            HEAD
                + "navi-motion"
                + resource("mouse", "6dof")
                + "\"translation\":[0.5,-1,0],\"rotation\":[0.25,0,-0.0625],\"leaseMillis\":250,\"merged\":2}}]}}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -3.697314e28})
  void whatIsNoNumberIsNoPlace(double bad) {
    for (int i = 0; i < 7; i++) {
      double[] at = {1, 2, 3, 0, 0, 0, 1};
      at[i] = bad;
      String told =
          encoded(
              new NaviPose(
                  new Source("tracker", "tracker"),
                  CAPTURED,
                  "Reference",
                  NaviPose.NO_TRACKER_TIME,
                  List.of(
                      new NaviPose.Tool(
                          "Stylus",
                          NaviPose.Tool.OK,
                          at[0],
                          at[1],
                          at[2],
                          at[3],
                          at[4],
                          at[5],
                          at[6]))));
      assertThat(told).endsWith("[{\"name\":\"Stylus\",\"status\":\"invalid\"}]}}]}}");
    }
  }

  @Test
  void poseLeavesOutWhatIsNotKnown() {
    assertThat(
            encoded(
                new NaviPose(
                    new Source("tracker", "tracker"),
                    CAPTURED,
                    "Reference",
                    NOW_EPOCH_MICROS - 1_000_000,
                    List.of(
                        new NaviPose.Tool(
                            "Stylus", NaviPose.Tool.OK, 1.5, -2.25, 100, 0, 0, 0.6, 0.8),
                        new NaviPose.Tool("Needle", NaviPose.Tool.MISSING, 0, 0, 0, 0, 0, 0, 1)))))
        .isEqualTo(
            HEAD
                + "navi-pose"
                + resource("tracker", "tracker")
                + "\"frame\":\"Reference\",\"trackerTime\":\"2026-11-21T06:13:09.123456Z\",\"tools\":["
                + "{\"name\":\"Stylus\",\"status\":\"ok\",\"position\":[1.5,-2.25,100],"
                + "\"orientation\":[0,0,0.6,0.8]},{\"name\":\"Needle\",\"status\":\"missing\"}]}}]}}");
  }

  @Test
  void trigger() {
    assertThat(
            encoded(
                NaviAction.triggered(
                    PEDALS,
                    CAPTURED,
                    "slice.next",
                    ActionValue.ONE,
                    150,
                    "read",
                    "radiology",
                    List.of(3L))))
        .endsWith(
            "\"action\":\"slice.next\",\"phase\":\"triggered\",\"value\":1,\"validMillis\":150,"
                + "\"mode\":\"read\",\"profile\":\"radiology\"}}]}}");
  }

  @Test
  void holdInAllItsPhases() {
    NaviAction started =
        NaviAction.started(
            PEDALS, CAPTURED, "pointer.show", 5, ActionValue.NONE, 250, 150, "", "", List.of());
    String action = "\"action\":\"pointer.show\",\"phase\":";
    assertThat(encoded(started))
        .endsWith(
            action + "\"started\",\"actionId\":5,\"leaseMillis\":250,\"validMillis\":150}}]}}");
    assertThat(encoded(started.updated(CAPTURED, ActionValue.NONE)))
        .endsWith(action + "\"updated\",\"actionId\":5,\"leaseMillis\":250,\"validMillis\":0}}]}}");
    assertThat(encoded(started.ended(CAPTURED)))
        .endsWith(action + "\"ended\",\"actionId\":5,\"validMillis\":0}}]}}");
    assertThat(encoded(started.cancelled(CAPTURED, CancelReason.MODE_CHANGED)))
        .endsWith(
            action
                + "\"cancelled\",\"actionId\":5,\"validMillis\":0,\"reason\":\"mode-changed\"}}]}}");
  }

  @Test
  void rateOfOneNumberAndOfSix() {
    assertThat(encoded(rate(ActionValue.of(-0.25)))).contains(",\"value\":-0.25,");
    assertThat(encoded(rate(ActionValue.of(0, 1, -1, 0.5, 0.1234567, 0))))
        .contains(",\"value\":[0,1,-1,0.5,0.123457,0],\"leaseMillis\":250,");
  }

  @Test
  void aToolSaysItsRole() {
    NaviPose.Tool needle =
        new NaviPose.Tool("Needle", NaviPose.Tool.MISSING, 0, 0, 0, 0, 0, 0, 1).inRole("needle");
    assertThat(
            encoded(
                new NaviPose(
                    new Source("tracker", "tracker"),
                    CAPTURED,
                    "Reference",
                    NaviPose.NO_TRACKER_TIME,
                    List.of(needle))))
        .endsWith(
            "\"tools\":[{\"name\":\"Needle\",\"role\":\"needle\",\"status\":\"missing\"}]}}]}}");
  }

  @Test
  void profileIsOfNoDevice() {
    assertThat(
            encoded(
                new NaviProfile(
                    CAPTURED,
                    "ir-suite",
                    "pan",
                    "",
                    List.of(
                        binding(Understood.UNKNOWN),
                        binding(Understood.YES),
                        binding(Understood.NO)))))
        .endsWith(
            "\"resource\":{\"gateway\":\"or-3\",\"session\":\""
                + SESSION
                + "\",\"seq\":7,\"capturedAt\":\"2026-11-21T06:13:10.123206Z\",\"ageMicros\":250,"
                + "\"profile\":\"ir-suite\",\"mode\":\"pan\",\"validMillis\":0,\"bindings\":["
                + BINDING
                + "},"
                + BINDING
                + ",\"understood\":true},"
                + BINDING
                + ",\"understood\":false}]}}]}}");
  }

  private static NaviAction rate(ActionValue value) {
    return NaviAction.started(PEDALS, CAPTURED, "view.fly", 5, value, 250, 150, "", "", List.of());
  }

  private static NaviProfile.Binding binding(Understood understood) {
    return new NaviProfile.Binding(
        "pedals", "left tap", "slice.next", "left tap: slice.next", understood);
  }

  @Test
  void deviceEscapesWhatTheDeviceSays() {
    assertThat(
            encoded(
                new NaviDevice(
                    new Source("mouse", "6dof"),
                    CAPTURED,
                    NaviDevice.State.CONNECTED,
                    "",
                    "Space\"Mouse\" µ",
                    "")))
        .endsWith(
            "\"state\":\"connected\",\"product\":\"Space\\\"Mouse\\\" µ\",\"validMillis\":0}}]}}");
  }

  @Test
  void anEventFromTheFutureHasNoNegativeAge() {
    assertThat(
            encoded(
                new NaviMotion(
                    new Source("mouse", "6dof"), NOW_NANOS + 1_000_000, 0, 0, 0, 0, 0, 0, 250, 1)))
        .contains("\"ageMicros\":0,");
  }

  private static String resource(String device, String kind) {
    return "\",\"context\":[{\"key\":\"navicast\",\"resource\":{\"gateway\":\"or-3\",\"device\":\""
        + device
        + "\",\"kind\":\""
        + kind
        + "\",\"session\":\""
        + SESSION
        + "\",\"seq\":7,\"capturedAt\":\"2026-11-21T06:13:10.123206Z\",\"ageMicros\":250,";
  }

  private String encoded(NaviEvent event) {
    ByteBuf out = Unpooled.buffer();
    encoder.encode(event, "OR-3", 7, NOW_NANOS, NOW_EPOCH_MICROS, out);
    String envelope = out.toString(StandardCharsets.UTF_8);
    EventSchemas.assertValid(envelope);
    return envelope;
  }
}
