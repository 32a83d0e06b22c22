/**
 * The language of .cnn files.
 *
 * Layers are only names with attributes here: which names there are, and what they take, the compiler knows.
 * Line ends mean nothing and statements need no separator: 'conv(32, 3x3) relu' is two layers.
 */
grammar Cnn;

file
    : version? declaration* EOF
    ;

version
    : 'cnn' WHOLE
    ;

declaration
    : 'import' NAME (',' NAME)* ','? 'from' STRING      # importing
    | 'let' NAME '=' expression                         # constant
    | 'block' NAME parameters? body                     # blockDefinition
    | 'model' NAME parameters? body                     # modelDefinition
    ;

parameters
    : '(' (parameter (',' parameter)* ','?)? ')'
    ;

parameter
    : NAME ('=' expression)?
    ;

body
    : '{' statement* '}'
    ;

statement
    : label? inputs? NAME arguments? branches?          # call
    | label? 'repeat' expression ('as' NAME)? body      # repeat
    | label? 'residual' body shortcut?                  # residual
    | label? 'side' body                                # side
    | conditional                                       # choose
    | 'let' NAME '=' expression                         # let
    | 'labels' expression                               # classLabels
    | 'train' '{' setting* '}'                          # train
    ;

label
    : NAME ':'
    ;

inputs
    : NAME (',' NAME)* '->'
    ;

arguments
    : '(' (argument (',' argument)* ','?)? ')'
    ;

argument
    : (NAME '=')? expression
    ;

branches
    : '{' branch+ '}'
    ;

branch
    : label? 'branch' body
    ;

shortcut
    : 'shortcut' ('if' expression)? body
    ;

conditional
    : 'if' expression body ('else' (body | conditional))?
    ;

setting
    : NAME '=' expression
    ;

// From the tightest operator to the loosest.
expression
    : WHOLE                                                             # whole
    | REAL                                                              # real
    | SIZE                                                              # size
    | STRING                                                            # text
    | ('true' | 'false')                                                # truth
    | '[' (expression (',' expression)* ','?)? ']'                      # sequence
    | NAME arguments                                                    # apply
    | NAME                                                              # reference
    | '(' expression ')'                                                # group
    | <assoc = right> expression '^' expression                         # binary
    | '-' expression                                                    # unary
    | expression ('*' | '/' | '//' | '%') expression                    # binary
    | expression ('+' | '-') expression                                 # binary
    | expression ('==' | '!=' | '<' | '<=' | '>' | '>=') expression     # binary
    | 'not' expression                                                  # unary
    | expression 'and' expression                                       # binary
    | expression 'or' expression                                        # binary
    | 'if' expression 'then' expression 'else' expression               # choice
    ;

// Reserved words.
CNN       : 'cnn';
IMPORT    : 'import';
FROM      : 'from';
LET       : 'let';
BLOCK     : 'block';
MODEL     : 'model';
REPEAT    : 'repeat';
AS        : 'as';
RESIDUAL  : 'residual';
SHORTCUT  : 'shortcut';
IF        : 'if';
THEN      : 'then';
ELSE      : 'else';
SIDE      : 'side';
BRANCH    : 'branch';
LABELS    : 'labels';
TRAIN     : 'train';
AND       : 'and';
OR        : 'or';
NOT       : 'not';
TRUE      : 'true';
FALSE     : 'false';

ARROW            : '->';
EQUAL            : '==';
NOT_EQUAL        : '!=';
LESS_OR_EQUAL    : '<=';
GREATER_OR_EQUAL : '>=';
FLOOR_DIVIDE     : '//';
ASSIGN           : '=';
LESS             : '<';
GREATER          : '>';
PLUS             : '+';
MINUS            : '-';
STAR             : '*';
SLASH            : '/';
PERCENT          : '%';
CARET            : '^';
COLON            : ':';
COMMA            : ',';
LEFT_BRACE       : '{';
RIGHT_BRACE      : '}';
LEFT_PAREN       : '(';
RIGHT_PAREN      : ')';
LEFT_BRACKET     : '[';
RIGHT_BRACKET    : ']';

WHOLE
    : DIGIT+
    ;

SIZE
    : DIGIT+ ('x' DIGIT+)+
    ;

REAL
    : DIGIT+ '.' DIGIT+ EXPONENT?
    | DIGIT+ EXPONENT
    ;

STRING
    : '"' CHARACTER* '"'
    ;

NAME
    : [A-Za-z_] [A-Za-z0-9_]*
    ;

// Comments and white space stay in the stream, on a channel that the parser skips, for the formatter.
COMMENT
    : '#' ~[\r\n]* -> channel(HIDDEN)
    ;

SPACE
    : [ \t\r\n\uFEFF]+ -> channel(HIDDEN)
    ;

// What is no token is one all the same, so that a message can speak of it as a whole.
BAD_NUMBER
    : (DIGIT | '.' DIGIT) [A-Za-z0-9_.]*
    ;

BAD_STRING
    : '"' CHARACTER* '\\'?
    | '\'' ~['\r\n]* '\''
    ;

BAD_CHARACTERS
    : ~[\u0000-\u007F]+
    | '&&'
    | '||'
    | '**'
    | '=>'
    | .
    ;

fragment DIGIT
    : [0-9]
    ;

fragment EXPONENT
    : [eE] [+-]? DIGIT+
    ;

fragment CHARACTER
    : ~["\\\r\n]
    | '\\' ~[\r\n]
    ;
