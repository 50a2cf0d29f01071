/** Supervision of devices: open, hand over, try again, shut down. */
@NullMarked
package org.navicast.gateway.runtime;

import org.jspecify.annotations.NullMarked;
