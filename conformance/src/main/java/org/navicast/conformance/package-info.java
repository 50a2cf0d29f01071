/** A hub that plays written cases to a FHIRcast or Cast client, and says what the client did. */
@NullMarked
package org.navicast.conformance;

import org.jspecify.annotations.NullMarked;
