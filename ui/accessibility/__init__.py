"""What screen readers are told of widgets that we paint ourselves."""
